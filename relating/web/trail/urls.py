"""Addresses."""

from django.urls import path

from relating.web.trail import views

urlpatterns = [
    path("cases/<uuid:case_id>/seen/", views.seen, name="seen"),
]
