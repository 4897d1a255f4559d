"""Addresses."""

from django.urls import path

from relating.web.ending import paper, views, writing

urlpatterns = [
    path("cases/<uuid:case_id>/ending/", views.ending, name="ending"),
    path("cases/<uuid:case_id>/ending/stop/", views.stop, name="ending-stop"),
    path("cases/<uuid:case_id>/book/", views.book, name="book"),
    path("cases/<uuid:case_id>/book/choose/", writing.choose, name="book-choose"),
    path("cases/<uuid:case_id>/book/paper/", paper.paper, name="book-paper"),
    path("cases/<uuid:case_id>/book/<slug:leaf>/", writing.part, name="book-part"),
]
