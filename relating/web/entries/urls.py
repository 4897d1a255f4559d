"""Addresses."""

from django.urls import path

from relating.web.entries import export, going_back, to_read, views

urlpatterns = [
    path("cases/<uuid:case_id>/deleted/", views.deleted, name="deleted"),
    path("cases/<uuid:case_id>/to-read/", to_read.to_read, name="to-read"),
    path("cases/<uuid:case_id>/export/", export.export, name="export"),
    path("entries/<uuid:entry_id>/versions/", going_back.versions, name="versions"),
    path("entries/<uuid:entry_id>/undo/", going_back.undo, name="undo"),
    path("entries/<uuid:entry_id>/share/", views.share, name="share"),
    path("entries/<uuid:entry_id>/unshare/", views.unshare, name="unshare"),
    path("entries/<uuid:entry_id>/delete/", views.delete, name="delete"),
    path("entries/<uuid:entry_id>/put-back/", views.put_back, name="put-back"),
    path("entries/<uuid:entry_id>/erase/", views.erase, name="erase"),
]
