"""Addresses."""

from django.urls import path

from relating.web.week import calendar, views

urlpatterns = [
    path("week/", views.week, name="week"),
    path("calendar/", calendar.settings, name="calendar"),
    path("calendar/<str:token>/appointments.ics", calendar.feed, name="calendar-feed"),
]
