"""Addresses."""

from django.urls import path

from relating.web.safety import views

urlpatterns = [
    path("cases/<uuid:case>/safety/", views.safety, name="safety"),
    path("cases/<uuid:case>/safety/edit/", views.edit, name="safety-edit"),
]
