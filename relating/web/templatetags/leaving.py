"""Where quick exit leads.

{% load leaving %}{% leave_to %}
"""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def leave_to() -> str:
    """The ordinary page that quick exit opens, as this practice has chosen it."""
    return str(settings.LEAVE_TO)
