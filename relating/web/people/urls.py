"""Addresses."""

from django.urls import path

from relating.web.people import merging, placing, views

urlpatterns = [
    path("cases/<uuid:case_id>/people/", views.people, name="people"),
    path("cases/<uuid:case_id>/people/new/", views.new, name="person-new"),
    path("cases/<uuid:case_id>/people/map/", views.the_map, name="people-map"),
    path("cases/<uuid:case_id>/people/map/shared/", placing.shared, name="people-shared"),
    path("cases/<uuid:case_id>/people/place/", placing.place, name="people-place"),
    path("people/<uuid:entry_id>/tie/", placing.tie, name="person-tie"),
    path("people/<uuid:entry_id>/", views.person, name="person"),
    path("people/<uuid:entry_id>/edit/", views.edit, name="person-edit"),
    path("people/<uuid:entry_id>/same/", merging.same, name="person-same"),
    path("people/<uuid:entry_id>/part/", merging.part, name="person-part"),
]
