"""Addresses."""

from django.urls import path

from relating.web.notes import views

urlpatterns = [
    path("cases/<uuid:case_id>/notes/", views.notes, name="notes"),
    path("cases/<uuid:case_id>/notes/new/", views.new, name="note-new"),
    path("notes/<uuid:entry_id>/", views.edit, name="note-edit"),
]
