"""How long a book of forty pages takes to become a PDF, from its leaves to the last byte.

`make bench-book`. The text is made up; the process, its start and its fonts are those of a server.
"""

import os
import resource
import time

from relating.operate.set_up import start_django

PAGES, AT_MOST = 40, 5.0
WORDS = "I said which one matters more, and then I stopped talking. " * 18


def main() -> None:
    """Bind it, and say how long it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relating.settings")
    start_django()
    from relating.web.ending.binding import bind, markup, sheet
    from relating.web.ending.book import Bound, Page, Said

    leaves = tuple(
        Page(f"leaf-{n}", f"Leaf {n}", said=(Said("Ana", WORDS),)) for n in range(1, PAGES)
    )
    html, css = markup(Bound("The pencil, and after", "Ana, with Ben", "2026", leaves)), sheet()
    began = time.perf_counter()
    first = None
    pages, size = 0, 0
    for each in bind(html, css):
        first = first or time.perf_counter() - began
        pages, size = (each, size) if isinstance(each, int) else (pages, len(each))
    took = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    says = "ok" if took <= AT_MOST and pages >= PAGES else f"more than {AT_MOST} s"
    print(f"{pages} pages, {size // 1000} KB, the first after {first:.1f} s: {took:.1f} s, {says}")
    print(f"of the processor: {spent.ru_utime + spent.ru_stime:.1f} s")


if __name__ == "__main__":
    main()
