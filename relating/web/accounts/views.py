"""The door: signing in and out, leaving quickly, coming in by a link."""

from http import HTTPStatus
from uuid import UUID

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from relating.journal import actions, queries
from relating.people import clinic, invitations, passphrases
from relating.people.gate import Hidden, viewer_of
from relating.people.models import User
from relating.web.accounts.devices import remember
from relating.web.accounts.forms import ArrivalForm, PassphraseForm, SetUpForm
from relating.web.page import resend, visit
from relating.web.page.drafts import key_of_sign_in
from relating.web.page.frames import OfficeFrame, PhoneFrame, office_frame, phone_frame
from relating.web.page.health import database, keys, not_passed_on
from relating.web.page.map import back_link
from relating.web.page.to_call import at_the_door

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):
    """allauth's sign-in, on our page; what was kept goes with whoever was writing it."""

    template_name = "web/accounts/sign-in.html"

    def get_context_data(self, **more: object) -> dict[str, object]:
        data: dict[str, object] = super().get_context_data(**more)
        kept_text = self.request.POST.get("kept", "")
        known = {"practice": clinic.known_as(), "kept": kept_text, "help_lines": at_the_door()}
        return data | known

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        user = self.request.user
        if not isinstance(user, User):
            return response
        back = resend.comes_back(self.request, user)
        path = resend.hand_over(self.request, user)
        if not self.request.POST.get("next"):
            path = path or back
        return remember(self.request, redirect(path) if path else response, user.username)


sign_in = visit.reads_and_writes(SignIn.as_view())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and leave nothing to be read. A draft stays: without its key it is noise."""
    logout(request)
    response = redirect("sign-in")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit: end the session, clear what the browser keeps, and go somewhere ordinary.

    Whoever leaves in the middle of a sentence finds it again: the sealed draft stays.
    """
    logout(request)
    response = render(request, "web/accounts/leave.html", {"leave_to": settings.LEAVE_TO})
    response.headers["Refresh"] = f"0; url={settings.LEAVE_TO}"
    response.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return response


@visit.reads_and_writes
@sensitive_post_parameters("password")
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    """The administrator of a new installation comes in."""
    return arrive(request, token, "web/accounts/set-up.html", SetUpForm)


@visit.reads_and_writes
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody comes in by the link they were given."""
    return arrive(request, token, "web/accounts/invitation.html")


def arrive(
    request: HttpRequest, token: str, template: str, asked: type[ArrivalForm] = ArrivalForm
) -> HttpResponse:
    """Choose a sign-in name and a passphrase, and be in."""
    what = invitations.invited(token)
    begins = {
        "practice": clinic.named(what.practice),
        "time_zone": visit.zone(request) or clinic.time_zone(),
    }
    form = asked(visit.sent(request), initial=begins)
    if request.method == "POST" and form.is_valid():
        user = form.accepted(lambda **given: actions.accept(token, **given))
        if user:
            login(request, user, backend=BACKEND)
            return remember(request, redirect("home"), user.username)
    context = {"form": form, "what": what, "practice": clinic.named(what.practice)}
    return render(request, template, context, status=422 if form.is_bound else 200)


@visit.reads_and_writes
@sensitive_post_parameters("old", "new")
def passphrase(request: HttpRequest) -> HttpResponse:
    """Change one's own passphrase, or choose one after one that was made; other windows are out."""
    user = visit.user(request)
    form = PassphraseForm(visit.sent(request), asked=request, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_passphrase(user, form.cleaned_data["new"])
        update_session_auth_hash(request, user)
        messages.success(request, _("Your passphrase is changed."))
        return remember(request, redirect(resend.waiting(request) or "home"), user.username)
    context = {"form": form, "frame": own_frame(user), "first": passphrases.opens_once(user)}
    return render(
        request, "web/accounts/passphrase.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def drafts(request: HttpRequest) -> HttpResponse:
    """The key of an earlier sign-in of the same person, for what their browser sealed then; or that
    nothing lies under it any more. Where there is none, none is in the answer: whether it never
    was, is too old or is another's, in the same bytes. On a device that two use that is no error,
    and a page asks for it each time."""
    key_id = asked_id(request)
    if request.POST.get("act") == "empty":
        actions.give_up_key(visit.viewer(request), UUID(key_id))
        return JsonResponse({})
    try:
        return JsonResponse({"key": key_of_sign_in(visit.user(request), key_id)})
    except Hidden:
        return JsonResponse({})


def asked_id(request: HttpRequest) -> str:
    """The id of a key as an address carries it; empty for drafts from before keys had ids.

    Raises:
        Hidden: it is no id.
    """
    text = request.POST.get("id", "")
    try:
        return UUID(text).hex if text else ""
    except ValueError:
        raise Hidden from None


def own_frame(user: User) -> PhoneFrame | OfficeFrame:
    """A client stays in the client's frame, with the quick exit; the others are in an office."""
    case = queries.my_case(viewer_of(user))
    if case is None:
        return office_frame()
    return phone_frame(case, "passphrase", back_link("more", case))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What tells search engines that nothing here is for them."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For whoever runs it, and what watches over it: 200 while it is well, else 503."""
    well = {"serving": True, "database": database(), "keys": keys()}
    status = HTTPStatus.OK if all(well.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse({**well, "not_passed_on": not_passed_on(request)}, status=status)
