"""Addresses."""

from django.urls import path

from relating.web.with_me import views

urlpatterns = [
    path("cases/<uuid:case_id>/with-me/", views.with_me, name="with-me"),
    path("cases/<uuid:case_id>/with-me/line/", views.line, name="with-me-line"),
]
