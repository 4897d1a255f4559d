"""How templates are read: an element a line, and yet no page gets heavier by it.

Indentation is for those who read a template and is not sent. Nor is anything sent of a line that
holds only a tag that writes nothing.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories

TAGS = "if|elif|else|endif|for|empty|endfor|with|endwith|load|extends|block|endblock"
SILENT = rf"\{{% (?:{TAGS})\b(?:(?!%\}}).)*%\}}|\{{#.*?#\}}"
SILENT_LINE = re.compile(rf"^((?:{SILENT})+)\n", re.MULTILINE)
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(app_directories.Loader):
    """Finds the templates of the applications, and reads what is sent of them."""

    def get_contents(self, origin: Origin) -> str:
        return sent(super().get_contents(origin))


def sent(template: str) -> str:
    """What is sent of a template: white space stays between things on lines of their own.

    >>> sent("<p>\\n  {% if one %}\\n    {{ one }}\\n  {% endif %}\\n  two\\n</p>")
    '<p>\\n{% if one %}{{ one }}\\n{% endif %}two\\n</p>'
    """
    return SILENT_LINE.sub(r"\1", INDENTATION.sub("", template))
