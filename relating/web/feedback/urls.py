"""Addresses."""

from django.urls import path

from relating.web.feedback import answers, views

urlpatterns = [
    path("cases/<uuid:case_id>/feedback/", views.feedback, name="feedback"),
    path("cases/<uuid:case_id>/feedback/new/", views.new, name="feedback-new"),
    path("feedback/<uuid:entry_id>/", answers.one, name="feedback-one"),
    path("feedback/<uuid:entry_id>/edit/", views.edit, name="feedback-edit"),
    path("feedback/<uuid:entry_id>/answer/", answers.answer, name="feedback-answer"),
]
