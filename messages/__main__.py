"""`make messages`: write all of them down for a translator, and take in what was translated."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from messages.catalogue import CODE, HOUSE, catalogue

TEMPLATE = HOUSE / "build" / "messages.pot"
LANGUAGES = CODE / "locale"


def main() -> None:
    """Write the template, and bring every language up to it."""
    found = catalogue()
    TEMPLATE.parent.mkdir(exist_ok=True)
    with TEMPLATE.open("wb") as file:
        write_po(file, found, sort_output=True, include_lineno=False)
    sys.stdout.write(f"{len(found)} messages in {TEMPLATE.relative_to(HOUSE)}\n")
    for path in sorted(LANGUAGES.glob("*/LC_MESSAGES/django.po")):
        missing = renewed(path, found)
        sys.stdout.write(f"{path.relative_to(HOUSE)}: {missing} not translated\n")


def renewed(path: Path, found: Catalog) -> int:
    """Give a language the messages as they are now, and Django what is translated of them.

    Returns how many are not.
    """
    with path.open("rb") as file:
        spoken = read_po(file, locale=path.parent.parent.name, domain="django")
    spoken.update(found, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, spoken, sort_output=True, include_lineno=False, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, spoken)
    return sum(not each.string or not all(each.string) for each in spoken if each.id)


if __name__ == "__main__":
    main()
