"""Addresses."""

from django.urls import path

from relating.web.phone import receiving, shelf, shell, views

urlpatterns = [
    path("worker.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("write/", shell.write, name="write"),
    path("write/left/", shell.left, name="write-left"),
    path("write/off/", shell.off, name="write-off"),
    path("inbox/", receiving.inbox, name="inbox"),
    path("cases/<uuid:case_id>/phone/", views.phone, name="phone"),
    path("cases/<uuid:case_id>/phone/device/", views.device, name="phone-device"),
    path("cases/<uuid:case_id>/phone/shelf/", shelf.shelf, name="phone-shelf"),
    path("cases/<uuid:case_id>/letters/", views.letters, name="letters"),
]
