"""Addresses."""

from django.urls import path

from relating.web.diary import circle, search, timeline, views

urlpatterns = [
    path("cases/<uuid:case_id>/diary/", views.diary, name="diary"),
    path("cases/<uuid:case_id>/month/", views.month, name="month"),
    path("cases/<uuid:case_id>/episodes/", views.episodes, name="episodes"),
    path("cases/<uuid:case_id>/circle/", circle.circle, name="circle"),
    path("cases/<uuid:case_id>/circle/file/", circle.circle_file, name="circle-file"),
    path("cases/<uuid:case_id>/timeline/", timeline.timeline, name="timeline"),
    path("cases/<uuid:case_id>/timeline/file/", timeline.timeline_file, name="timeline-file"),
    path("cases/<uuid:case_id>/search/", search.search, name="search"),
]
