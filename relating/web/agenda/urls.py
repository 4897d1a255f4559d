"""Addresses."""

from django.urls import path

from relating.web.agenda import views

urlpatterns = [
    path("cases/<uuid:case_id>/agenda/", views.agenda, name="agenda"),
]
