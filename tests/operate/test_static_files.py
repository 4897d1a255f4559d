"""Style sheets and scripts: packed once, named by their version, and there whatever happens."""

import gzip
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from whitenoise.middleware import WhiteNoiseMiddleware

from relating.operate import static_files

SHEET = "web/page/frames.css"


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few of the files, as a server lays them out."""
    ours = tmp_path_factory.mktemp("ours")
    for name in (SHEET, "web/icons/app-192.png"):
        (ours / name).parent.mkdir(parents=True, exist_ok=True)
        (ours / name).write_bytes((static_files.OURS / name).read_bytes())
    place = tmp_path_factory.mktemp("home") / "static" / static_files.version(ours)
    static_files.lay_out(place, ours)
    return place


def test_they_are_packed_and_never_asked_for_again(laid_out: Path) -> None:
    middleware = WhiteNoiseMiddleware(lambda _: HttpResponse())
    middleware.add_files(str(laid_out), prefix=settings.STATIC_URL)
    address = settings.STATIC_URL + SHEET
    answers = {
        how: middleware(RequestFactory().get(address, headers={"accept-encoding": how}))
        for how in ("br", "gzip", "identity")
    }
    packed = {how: b"".join(answer) for how, answer in answers.items()}
    for answer in answers.values():
        answer.file_to_stream.close()
    plain = (static_files.OURS / SHEET).read_bytes()
    assert packed["identity"] == gzip.decompress(packed["gzip"]) == plain
    assert brotli.decompress(packed["br"]) == plain
    assert len(packed["br"]) < len(packed["gzip"]) < len(plain) / 3
    for answer in answers.values():
        assert "immutable" in answer["Cache-Control"]
        assert answer["Vary"] == "Accept-Encoding"
        assert "Access-Control-Allow-Origin" not in answer


def test_all_scripts_together_are_45_kb_as_they_are_sent() -> None:
    scripts = static_files.OURS.rglob("*.js")
    assert sum(len(brotli.compress(each.read_bytes())) for each in scripts) <= 45_000


def test_what_was_laid_out_is_sent_instead_of_what_lies_in_the_package(laid_out: Path) -> None:
    with override_settings(STATICFILES_DIRS=[laid_out]):
        assert finders.find(SHEET) == str(laid_out / SHEET)
    with override_settings(STATICFILES_DIRS=[laid_out.with_name("not-there")]):
        assert finders.find(SHEET) == str(static_files.OURS / SHEET)


def test_another_version_takes_the_place_of_the_last_one(laid_out: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours"
    ours.mkdir()
    names = []
    for text in ("a {}", "b {}"):
        (ours / "page.css").write_text(text)
        names.append(static_files.version(ours))
        static_files.lay_out(tmp_path / "static" / names[-1], ours)
    assert names[0] != names[1]
    assert [each.name for each in (tmp_path / "static").iterdir()] == names[1:]
    assert (tmp_path / "static" / names[1] / "page.css").read_text() == "b {}"


def test_without_room_it_serves_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "static").write_text("something else")
    static_files.lay_out(tmp_path / "static" / "1", static_files.OURS / "web" / "icons")
    assert (tmp_path / "static").read_text() == "something else"
