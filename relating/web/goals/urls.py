"""Addresses."""

from django.urls import path

from relating.web.goals import review, views, writing

urlpatterns = [
    path("cases/<uuid:case_id>/goals/", views.goals, name="goals"),
    path("cases/<uuid:case_id>/goals/new/", writing.new, name="goal-new"),
    path("cases/<uuid:case_id>/reviews/<slug:day>/", review.review, name="review"),
    path("goals/<uuid:entry_id>/", views.goal, name="goal"),
    path("goals/<uuid:entry_id>/edit/", writing.edit, name="goal-edit"),
    path("goals/<uuid:entry_id>/aside/", writing.aside, name="goal-aside"),
]
