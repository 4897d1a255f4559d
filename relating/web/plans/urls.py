"""Addresses."""

from django.urls import path

from relating.web.plans import planning, trying, views

urlpatterns = [
    path("cases/<uuid:case_id>/plans/", views.plans, name="plans"),
    path("cases/<uuid:case_id>/plans/new/", planning.new, name="plan-new"),
    path("plans/<uuid:entry_id>/", views.plan, name="plan"),
    path("plans/<uuid:entry_id>/edit/", planning.edit, name="plan-edit"),
    path("plans/<uuid:entry_id>/aside/", planning.aside, name="plan-aside"),
    path("plans/<uuid:entry_id>/went/", trying.went, name="plan-went"),
    path("plans/<uuid:entry_id>/back/", trying.look_back, name="look-back"),
    path("plans/<uuid:entry_id>/calendar/", views.calendar, name="plan-calendar"),
    path("tries/<uuid:entry_id>/", views.attempt, name="attempt"),
]
