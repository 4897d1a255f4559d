"""Addresses."""

from django.urls import path

from relating.web.accounts import invitations, views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("leave/", views.leave, name="leave"),
    path("drafts/", views.drafts, name="drafts"),
    path("passphrase/", views.passphrase, name="passphrase"),
    path("set-up/<str:token>/", views.set_up, name="set-up"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("robots.txt", views.robots, name="robots"),
    path("health", views.health, name="health"),
    path("cases/<uuid:case_id>/invitation/", invitations.invite, name="case-invitation"),
]
