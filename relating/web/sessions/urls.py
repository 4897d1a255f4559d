"""Addresses."""

from django.urls import path

from relating.web.sessions import views

urlpatterns = [
    path("cases/<uuid:case>/sessions/", views.sessions, name="sessions"),
    path("cases/<uuid:case>/sessions/new/", views.new, name="session-new"),
    path("cases/<uuid:case>/contract/", views.contract, name="contract"),
    path("sessions/<uuid:entry>/", views.session, name="session"),
    path("sessions/<uuid:entry>/edit/", views.edit, name="session-edit"),
    path("sessions/<uuid:entry>/calendar/", views.calendar, name="session-calendar"),
]
