"""Where quick exit leads, and what was left in the middle.

{% load leaving %}{% leave_to %}
{% this_device %}                           on which device this sign-in was begun
{% begun frame.happened_url as name %}     under which name a draft of it would lie on the device
"""

from django import template
from django.conf import settings

from relating.people import devices
from relating.people.models import User
from relating.web.page.drafts import name

register = template.Library()


@register.simple_tag
def leave_to() -> str:
    """The ordinary page that quick exit opens, as this practice has chosen it."""
    return str(settings.LEAVE_TO)


@register.simple_tag(takes_context=True)
def this_device(context: template.Context) -> str:
    """The device on which this sign-in was begun, as far as it said so."""
    session = getattr(context.get("request"), "session", {})
    return str(session.get(devices.HELD, ""))


@register.simple_tag(takes_context=True)
def begun(context: template.Context, address: str) -> str:
    """The name of this person's draft for the form at an address; it tells nothing of either."""
    user = getattr(context.get("request"), "user", None)
    return name(user, address) if isinstance(user, User) else ""
