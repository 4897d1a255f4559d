"""Addresses."""

from django.urls import path

from relating.web.people import views

urlpatterns = [
    path("cases/<uuid:case>/people/", views.people, name="people"),
    path("cases/<uuid:case>/people/new/", views.new, name="person-new"),
    path("people/<uuid:entry>/", views.person, name="person"),
    path("people/<uuid:entry>/edit/", views.edit, name="person-edit"),
]
