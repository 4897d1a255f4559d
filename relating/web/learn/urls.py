"""Addresses."""

from django.urls import path

from relating.web.learn import views

urlpatterns = [
    path("what-this-is/", views.at_the_door, name="about"),
    path("cases/<uuid:case_id>/what-this-is/", views.what_this_is, name="what-this-is"),
]
