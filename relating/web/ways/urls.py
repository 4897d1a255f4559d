"""Addresses."""

from django.urls import path

from relating.web.ways import begin, filling, instead, views

urlpatterns = [
    path("cases/<uuid:case_id>/ways/", views.ways, name="ways"),
    path("cases/<uuid:case_id>/ways/new/", begin.new, name="way-new"),
    path("ways/<uuid:entry_id>/", views.way, name="way"),
    path("ways/<uuid:entry_id>/say/", views.say, name="way-say"),
    path("ways/<uuid:entry_id>/beside/", views.beside, name="way-beside"),
    path("ways/<uuid:entry_id>/instead/", instead.new, name="option-new"),
    path("ways/<uuid:entry_id>/times/<slug:part>/", views.times, name="way-times"),
    path("ways/<uuid:entry_id>/<slug:part>/", filling.fill, name="way-part"),
    path("instead/<uuid:entry_id>/", instead.one, name="option"),
    path("instead/<uuid:entry_id>/at-hand/", instead.at_hand, name="option-at-hand"),
]
