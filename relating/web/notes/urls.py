"""Addresses."""

from django.urls import path

from relating.web.notes import views

urlpatterns = [
    path("cases/<uuid:case>/notes/", views.notes, name="notes"),
    path("cases/<uuid:case>/notes/new/", views.new, name="note-new"),
    path("notes/<uuid:entry>/", views.edit, name="note-edit"),
]
