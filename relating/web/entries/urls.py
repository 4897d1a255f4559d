"""Addresses."""

from django.urls import path

from relating.web.entries import export, views

urlpatterns = [
    path("cases/<uuid:case>/deleted/", views.deleted, name="deleted"),
    path("cases/<uuid:case>/export/", export.export, name="export"),
    path("entries/<uuid:entry>/versions/", views.versions, name="versions"),
    path("entries/<uuid:entry>/share/", views.share, name="share"),
    path("entries/<uuid:entry>/unshare/", views.unshare, name="unshare"),
    path("entries/<uuid:entry>/delete/", views.delete, name="delete"),
    path("entries/<uuid:entry>/put-back/", views.put_back, name="put-back"),
    path("entries/<uuid:entry>/erase/", views.erase, name="erase"),
]
