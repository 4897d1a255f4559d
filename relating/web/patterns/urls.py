"""Addresses."""

from django.urls import path

from relating.web.patterns import my_ways, together, views

urlpatterns = [
    path("cases/<uuid:case_id>/patterns/", views.patterns, name="patterns"),
    path("cases/<uuid:case_id>/patterns/new/", views.new, name="pattern-new"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/", views.patterns, name="pattern"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/share/", views.share, name="pattern-share"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/<str:act>/", views.decide, name="pattern-act"),
    path("cases/<uuid:case_id>/ways/", my_ways.ways, name="ways"),
    path("cases/<uuid:case_id>/ways/together/", together.together, name="together"),
    path("patterns/<uuid:entry_id>/", views.of_entry, name="pattern-entry"),
    path("ways/<uuid:entry_id>/", my_ways.way, name="way"),
]
