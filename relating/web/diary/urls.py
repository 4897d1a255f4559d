"""Addresses."""

from django.urls import path

from relating.web.diary import circle, search, timeline, views

urlpatterns = [
    path("cases/<uuid:case>/diary/", views.diary, name="diary"),
    path("cases/<uuid:case>/episodes/", views.episodes, name="episodes"),
    path("cases/<uuid:case>/circle/", circle.circle, name="circle"),
    path("cases/<uuid:case>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case>/search/", search.search, name="search"),
]
