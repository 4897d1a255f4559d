"""Addresses."""

from django.urls import path

from relating.web.episodes import moment, tell, views

urlpatterns = [
    path("cases/<uuid:case_id>/episodes/new/", tell.new, name="episode-new"),
    path("episodes/<uuid:entry_id>/", views.episode, name="episode"),
    path("episodes/<uuid:entry_id>/edit/", tell.edit, name="episode-edit"),
    path("episodes/<uuid:entry_id>/more/<slug:about>/", tell.more, name="episode-more"),
    path("episodes/<uuid:entry_id>/moment/", moment.moment, name="episode-moment"),
    path("episodes/<uuid:entry_id>/again/", moment.again, name="episode-again"),
    path("episodes/<uuid:entry_id>/so/", views.recognise, name="episode-recognise"),
]
