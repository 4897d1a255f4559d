"""Addresses."""

from django.urls import path

from relating.web.practise import cards, views

urlpatterns = [
    path("plans/<uuid:entry_id>/alone/", views.alone, name="practise-alone"),
    path("plans/<uuid:entry_id>/enough/", views.enough, name="practise-enough"),
    path("plans/<uuid:entry_id>/cards/new/", cards.new, name="card-new"),
    path("cards/<uuid:entry_id>/", cards.edit, name="card"),
    path("cards/<uuid:entry_id>/agree/", cards.agree, name="card-agree"),
]
