"""Addresses."""

from django.urls import path

from relating.web.pulse import handed, views

urlpatterns = [
    path("pulse/<str:token>/", handed.given, name="pulse-given"),
    path("sessions/<uuid:entry_id>/pulse/", views.pulse, name="pulse"),
    path("sessions/<uuid:entry_id>/pulse/here/", handed.here, name="pulse-here"),
]
