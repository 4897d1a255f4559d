"""Addresses."""

from django.urls import path

from relating.web.supervision import views

urlpatterns = [
    path("supervision/", views.mine, name="supervision"),
    path("supervision/<uuid:entry_id>/", views.loan, name="loan"),
    path("supervision/<uuid:entry_id>/end/", views.end, name="loan-end"),
    path("cases/<uuid:case_id>/supervision/", views.of_case, name="case-supervision"),
    path("cases/<uuid:case_id>/supervision/new/", views.new, name="supervision-new"),
    path("cases/<uuid:case_id>/supervision/consent/", views.consent, name="supervision-consent"),
]
