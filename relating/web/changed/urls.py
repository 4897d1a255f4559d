"""Addresses."""

from django.urls import path

from relating.web.changed import views

urlpatterns = [
    path("cases/<uuid:case_id>/changed/", views.changed, name="changed"),
    path("cases/<uuid:case_id>/changed/choose/", views.choose, name="changed-choose"),
    path("cases/<uuid:case_id>/changed/noticing/", views.noticing, name="noticing"),
    path("cases/<uuid:case_id>/changed/river/", views.river, name="river"),
]
