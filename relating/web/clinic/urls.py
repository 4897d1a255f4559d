"""Addresses."""

from django.urls import path

from relating.web.clinic import views

urlpatterns = [
    path("practice/", views.practice, name="practice"),
    path("practice/invite/", views.invite, name="practice-invite"),
    path("practice/country/", views.country, name="practice-country"),
    path("practice/links/<uuid:link>/withdraw/", views.withdraw, name="link-withdraw"),
    path("practice/members/<uuid:user>/hats/", views.hats, name="member-hats"),
    path("practice/members/<uuid:user>/end/", views.end, name="member-end"),
]
