"""Addresses."""

from django.urls import path

from relating.web.room import practise, views

urlpatterns = [
    path("cases/<uuid:case_id>/room/", views.room, name="room"),
    path("cases/<uuid:case_id>/room/both/", views.both, name="room-both"),
    path("plans/<uuid:entry_id>/practise/", practise.practise, name="room-practise"),
]
