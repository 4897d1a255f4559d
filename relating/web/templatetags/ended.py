"""The page of a case, and what of it stands there once the case has ended.

{% load ended %}{% while_it_goes_on %} … {% endwhile_it_goes_on %}
"""

from django import template
from django.template.base import Parser, Token
from django.template.loader import render_to_string

from relating.web.page.closed import Closed, without_forms

register = template.Library()


class WhileItGoesOn(template.Node):
    """A part of a page whose forms are there while a case goes on."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        """The part as it is; of a case that has ended without the forms that are taken no more."""
        page, frame = self.nodelist.render(context), context["frame"]
        if frame.ended is None:
            return page

        def shown(closed: Closed) -> str:
            return render_to_string("web/page/closed.html", {"ended": frame.ended, "form": closed})

        return without_forms(page, shown)


@register.tag
def while_it_goes_on(parser: Parser, token: Token) -> WhileItGoesOn:
    """Leave out of the page what a case that has ended takes no more."""
    del token
    nodelist = parser.parse(("endwhile_it_goes_on",))
    parser.delete_first_token()
    return WhileItGoesOn(nodelist)
