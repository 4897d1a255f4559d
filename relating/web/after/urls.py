"""Addresses."""

from django.urls import path

from relating.web.after import views

urlpatterns = [
    path("cases/<uuid:case_id>/after/", views.after, name="after"),
    path("sessions/<uuid:entry_id>/after/", views.of_hour, name="session-after"),
]
