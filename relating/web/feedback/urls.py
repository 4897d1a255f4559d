"""Addresses."""

from django.urls import path

from relating.web.feedback import views

urlpatterns = [
    path("cases/<uuid:case>/feedback/", views.feedback, name="feedback"),
    path("cases/<uuid:case>/feedback/new/", views.new, name="feedback-new"),
    path("feedback/<uuid:entry>/", views.one, name="feedback-one"),
    path("feedback/<uuid:entry>/edit/", views.edit, name="feedback-edit"),
    path("feedback/<uuid:entry>/answer/", views.answer, name="feedback-answer"),
]
