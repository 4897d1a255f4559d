"""Addresses."""

from django.urls import path

from relating.web.safety import pause, views

urlpatterns = [
    path("cases/<uuid:case_id>/safety/", views.safety, name="safety"),
    path("cases/<uuid:case_id>/safety/edit/", views.edit, name="safety-edit"),
    path("cases/<uuid:case_id>/pause/", pause.pause, name="pause"),
]
