"""Addresses."""

from django.urls import path

from relating.web.alliance import views

urlpatterns = [
    path("cases/<uuid:case>/alliance/", views.alliance, name="alliance"),
    path("sessions/<uuid:entry>/dip/", views.dip, name="dip"),
]
