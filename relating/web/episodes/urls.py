"""Addresses."""

from django.urls import path

from relating.web.episodes import tell, views

urlpatterns = [
    path("cases/<uuid:case>/episodes/new/", tell.new, name="episode-new"),
    path("episodes/<uuid:entry>/", views.episode, name="episode"),
    path("episodes/<uuid:entry>/edit/", tell.edit, name="episode-edit"),
]
