"""Addresses."""

from django.urls import path

from relating.web.words import views

urlpatterns = [
    path("practice/words/", views.practice_home, name="practice-words-home"),
    path("practice/words/<str:name>/", views.practice_words, name="practice-words"),
    path("cases/<uuid:case_id>/words/", views.home, name="words-home"),
    path("cases/<uuid:case_id>/words/<str:name>/", views.words, name="words"),
]
