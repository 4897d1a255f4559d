"""Addresses."""

from django.urls import path

from relating.web.patterns import together, views, wondered

urlpatterns = [
    path("cases/<uuid:case_id>/patterns/", views.patterns, name="patterns"),
    path("cases/<uuid:case_id>/patterns/new/", views.new, name="pattern-new"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/", views.patterns, name="pattern"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/share/", views.share, name="pattern-share"),
    path("cases/<uuid:case_id>/patterns/<uuid:key>/<str:act>/", views.decide, name="pattern-act"),
    path("cases/<uuid:case_id>/ways/together/", together.together, name="together"),
    path("patterns/<uuid:entry_id>/", views.of_entry, name="pattern-entry"),
    path("wondered/<uuid:entry_id>/", wondered.wondered, name="wondered"),
]
