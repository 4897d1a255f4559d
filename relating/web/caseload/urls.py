"""Addresses."""

from django.urls import path

from relating.web.caseload import views

urlpatterns = [
    path("cases/", views.caseload, name="caseload"),
    path("cases/new/", views.new, name="case-new"),
]
