"""Addresses."""

from django.urls import path

from relating.web.sessions import back_then, contract, course, new_between, parts, views

urlpatterns = [
    path("cases/<uuid:case_id>/sessions/", views.sessions, name="sessions"),
    path("cases/<uuid:case_id>/sessions/new/", views.new, name="session-new"),
    path("cases/<uuid:case_id>/course/", course.course, name="course"),
    path("cases/<uuid:case_id>/parts/", parts.parts, name="parts"),
    path("cases/<uuid:case_id>/contract/", contract.contract, name="contract"),
    path("cases/<uuid:case_id>/back-then/", back_then.back_then, name="back-then"),
    path("sessions/<uuid:entry_id>/", views.session, name="session"),
    path("sessions/<uuid:entry_id>/edit/", views.edit, name="session-edit"),
    path("sessions/<uuid:entry_id>/closed/", views.closed, name="session-closed"),
    path("sessions/<uuid:entry_id>/calendar/", views.calendar, name="session-calendar"),
    path("sessions/<uuid:entry_id>/new-between/", new_between.new_between, name="new-between"),
]
