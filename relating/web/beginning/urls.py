"""Addresses."""

from django.urls import path

from relating.web.beginning import own_words, views

urlpatterns = [
    path("cases/<uuid:case_id>/beginning/", views.beginning, name="beginning"),
    path("cases/<uuid:case_id>/beginning/words/", own_words.own_words, name="beginning-words"),
]
