"""How somebody would like to be spoken to, as it is chosen."""

from django.utils.translation import gettext_lazy

PACES = {
    "gentler": gettext_lazy("Gentler"),
    "as_now": gettext_lazy("As now"),
    "more_direct": gettext_lazy("More direct"),
}
