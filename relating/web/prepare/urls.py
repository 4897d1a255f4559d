"""Addresses."""

from django.urls import path

from relating.web.prepare import views

urlpatterns = [
    path("cases/<uuid:case_id>/prepare/", views.page, name="prepare"),
]
