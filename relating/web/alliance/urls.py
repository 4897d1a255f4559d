"""Addresses."""

from django.urls import path

from relating.web.alliance import views

urlpatterns = [
    path("cases/<uuid:case_id>/alliance/", views.alliance, name="alliance"),
    path("cases/<uuid:case_id>/alliance/file/", views.alliance_file, name="alliance-file"),
    path("sessions/<uuid:entry_id>/dip/", views.dip, name="dip"),
]
