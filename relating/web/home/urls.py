"""Addresses."""

from django.urls import path

from relating.web.home import case, hats, hours, more, views

urlpatterns = [
    path("", views.home, name="home"),
    path("hat/", hats.hat, name="hat"),
    path("cases/<uuid:case_id>/", case.shown, name="case"),
    path("cases/<uuid:case_id>/hours/", hours.hours, name="hours"),
    path("cases/<uuid:case_id>/more/", more.more, name="more"),
]
