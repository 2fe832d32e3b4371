"""How a file comes: conditions, parts, limits, encryption, proxies."""

from __future__ import annotations

import io
import resource
import ssl
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.customs.remote import customs, faults, settings, store
from tests.customs.remote.conftest import Scene
from tests.customs.remote.server import PAGE, Resource, Site, closed_address, serving
from tests.running import one_line, run
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.customs.remote.customs import Zip
    from tests.customs.remote.server import Fault, Handler

YEAR = ("--year", "2023")


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(zips: list[Zip], tmp_path: Path, authority: trustme.CA) -> Iterator[Scene]:
    """Return a site whose certificate this authority signed."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", "localhost").configure_cert(context)
    site = Site()
    customs.put(site, zips)
    with serving(site, context) as url:
        yield Scene(site, url, zips, tmp_path)


def headers(scene: Scene, path: str) -> list[dict[str, str]]:
    return [asked for where, asked, _ in scene.site.asked if where == path]


def test_the_request_names_tool_and_version(scene: Scene) -> None:
    assert scene.fetch(*YEAR).code == 0

    for _, asked, _ in scene.site.asked:
        assert asked["User-Agent"] == f"tradefiche/{__version__}"
        assert asked["Accept-Encoding"] == "identity"


def test_a_broken_download_is_resumed_where_it_broke(scene: Scene) -> None:
    path = scene.zips[2].path
    scene.site.spoil(path, faults.cut(100), faults.cut(200))

    assert scene.fetch(*YEAR).code == 0

    store.assert_complete(scene.store, scene.zips[2:4])
    first, second, third = headers(scene, path)
    assert "Range" not in first
    assert second["Range"] == "bytes=100-"
    assert third["Range"] == "bytes=300-"
    assert third["If-Range"] == scene.site.resources[path].headers()["ETag"]
    statuses = [status for where, _, status in scene.site.asked if where == path]
    assert statuses == [200, 206, 206]


@pytest.mark.parametrize("told", ["ETag", "Last-Modified", "nothing"])
def test_only_a_version_that_is_told_is_resumed(scene: Scene, told: str) -> None:
    path = scene.zips[2].path
    kind = scene.site.resources[path]
    changed = replace(kind, etag=told == "ETag", dated=told == "Last-Modified")
    scene.site.resources[path] = changed
    scene.site.spoil(path, faults.cut(100))

    assert scene.fetch(*YEAR).code == 0

    assert headers(scene, path)[1].get("If-Range") == changed.headers().get(told)
    store.assert_complete(scene.store, scene.zips[2:4])


def test_a_file_that_changed_between_two_parts_starts_over(scene: Scene, tmp_path: Path) -> None:
    new = customs.archives(tmp_path, 2023, "202405", value=3000)
    for old, fresh in zip(scene.zips[2:4], new, strict=True):
        scene.site.spoil(old.path, faults.drop(500), faults.change(fresh.body))

    assert scene.fetch(*YEAR).code == 0

    store.assert_complete(scene.store, new)


def test_a_part_of_another_version_is_not_taken(scene: Scene, tmp_path: Path) -> None:
    """A server that heeds no If-Range sends the rest of another file."""
    path = scene.zips[2].path
    new = customs.archives(tmp_path, 2023, "202405", value=3000)[0]
    part = {"Content-Range": f"bytes 500-{len(new.body) - 1}/{len(new.body)}"}
    said = Resource(new.body).headers() | part
    scene.site.spoil(
        path,
        faults.cut(500),
        lambda handler, _: handler.say(206, new.body[500:], said),
    )

    assert scene.fetch(*YEAR).code == 0

    store.assert_complete(scene.store, scene.zips[2:4])
    assert "Range" not in headers(scene, path)[2]


def test_the_rest_of_a_file_whose_length_is_left_open_is_taken(scene: Scene) -> None:
    path = scene.zips[2].path
    kind = scene.site.resources[path]
    rest = {"Content-Range": f"bytes 500-{len(kind.body) - 1}/*"}
    scene.site.spoil(
        path,
        faults.cut(500),
        lambda handler, _: handler.say(206, kind.body[500:], kind.headers() | rest),
    )

    assert scene.fetch(*YEAR).code == 0

    store.assert_complete(scene.store, scene.zips[2:4])
    assert [status for where, _, status in scene.site.asked if where == path] == [200, 206]


def test_a_server_without_ranges_sends_it_all_again(scene: Scene) -> None:
    path = scene.zips[2].path
    scene.site.spoil(path, faults.drop(500), faults.ignore_range)

    assert scene.fetch(*YEAR).code == 0

    store.assert_complete(scene.store, scene.zips[2:4])


def test_what_is_final_is_not_tried_again(scene: Scene) -> None:
    path = scene.zips[2].path
    scene.site.lasting[path] = faults.status(403)

    result = scene.fetch(*YEAR)

    assert result.code == 69
    assert "403" in one_line(result.err)
    assert [where for where, _ in scene.asked()].count(path) == 1


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        (faults.status(500), 69, "500"),
        (faults.status(503), 69, "503"),
        (faults.status(429), 75, "429"),
        (faults.status(503, Retry_After="0"), 75, "503"),
        (faults.drop(0), 69, "attempts: 4"),
    ],
)
def test_what_lasts_ends_after_some_attempts(
    scene: Scene, fault: Fault, code: int, says: str
) -> None:
    path = scene.zips[2].path
    scene.site.lasting[path] = fault

    result = scene.fetch(*YEAR)

    assert result.code == code
    assert says in one_line(result.err)
    assert [where for where, _ in scene.asked()].count(path) == settings.LIMITS["attempts"]
    assert store.files(scene.store) == {}


def test_a_long_wait_is_75_at_once(scene: Scene) -> None:
    scene.site.lasting[customs.INDEX] = faults.status(503, Retry_After="3600")

    result = scene.fetch(*YEAR)

    assert result.code == 75
    assert "3600 s" in one_line(result.err)
    assert len(scene.asked()) == 1


def test_a_silent_server_is_given_up(scene: Scene) -> None:
    scene.site.lasting[customs.INDEX] = faults.silence(0.3)

    result = scene.fetch(*YEAR, read_s=0.1, attempts=2)

    assert result.code == 69
    assert "no answer in time" in one_line(result.err)


def test_a_trickle_is_given_up(scene: Scene) -> None:
    scene.site.lasting[scene.zips[2].path] = faults.drip()

    result = scene.fetch(*YEAR, **settings.IMPATIENT)

    assert result.code == 69
    assert "too slow" in one_line(result.err)
    assert store.files(scene.store) == {}


def test_nobody_there(tmp_path: Path) -> None:
    config = settings.config(tmp_path / "config", settings.index(closed_address()))

    result = run("fetch", "--data-dir", tmp_path / "store", "--config-dir", config)

    assert result.code == 69
    assert "refused" in one_line(result.err)


def test_a_page_in_place_of_a_zip_is_65(scene: Scene) -> None:
    scene.site.lasting[scene.zips[3].path] = faults.page_instead

    result = scene.fetch(*YEAR)

    assert result.code == 65
    assert "HTML" in one_line(result.err)
    assert store.files(scene.store) == {}


def test_a_file_that_is_announced_beyond_bounds_is_65(scene: Scene) -> None:
    result = scene.fetch(*YEAR, largest_mb=0.001)

    assert result.code == 65
    assert "larger than" in one_line(result.err)


def test_a_file_that_grows_beyond_bounds_is_65(scene: Scene) -> None:
    def endless(handler: Handler, it: Resource) -> None:
        handler.send_response(200)
        for name, value in it.headers().items():
            handler.send_header(name, value)
        handler.send_header("Connection", "close")
        handler.end_headers()
        for _ in range(200):
            handler.wfile.write(it.body)
        handler.hang_up(rudely=False)

    scene.site.lasting[scene.zips[2].path] = endless

    result = scene.fetch(*YEAR, largest_mb=0.1)

    assert result.code == 65
    assert "larger than" in one_line(result.err)
    assert store.files(scene.store) == {}


@pytest.mark.parametrize("wrong", ["checksum", "size", "kind of checksum"])
def test_what_the_data_set_says_of_a_file_must_hold(scene: Scene, wrong: str) -> None:
    path = scene.zips[2].path
    content = scene.site.resources[customs.DATASET].body.decode()
    said = customs.dataset(scene.zips, {path: "0" * 40} if wrong == "checksum" else None)
    if wrong == "size":
        said = content.replace(
            f'"filesize": {len(scene.zips[2].body)}', '"filesize": 12', 1
        ).encode()
    elif wrong == "kind of checksum":
        said = content.replace('"sha1"', '"crc7"').encode()
    scene.site.resources[customs.DATASET] = Resource(said, "application/json")

    result = scene.fetch("--source", scene.dataset, *YEAR[:1], "2022..2023")

    assert result.code == 65
    assert {"checksum": "wrong checksum", "size": "12", "kind of checksum": "crc7"}[
        wrong
    ] in one_line(result.err)
    assert store.files(scene.store) == {}


def test_a_data_set_of_the_right_checksums(scene: Scene) -> None:
    assert scene.fetch("--source", scene.dataset).code == 0

    store.assert_complete(scene.store, scene.zips[2:])


@pytest.mark.parametrize(
    ("location", "code", "says"),
    [
        ("{url}/elsewhere.zip", 0, ""),
        ("/elsewhere.zip", 0, ""),
        ("{localhost}/elsewhere.zip", 69, "another host"),
        ("ftp://127.0.0.1/elsewhere.zip", 69, "not an address of the web"),
        ("{here}", 69, "redirected more than"),
    ],
)
def test_redirects(scene: Scene, location: str, code: int, says: str) -> None:
    path = scene.zips[2].path
    scene.site.resources["/elsewhere.zip"] = Resource(scene.zips[2].body)
    other = scene.url.replace("127.0.0.1", "localhost")
    target = location.format(url=scene.url, localhost=other, here=path)
    scene.site.lasting[path] = faults.redirect(target)

    result = scene.fetch(*YEAR)

    assert result.code == code, result.err
    assert says in result.err
    if code == 0:
        [mine] = [each for each in store.manifest(scene.store)["raw"] if each["url"].endswith(path)]
        assert mine["address"] == f"{scene.url}/elsewhere.zip"


def test_the_hosts_of_a_source_are_those_allowed(scene: Scene) -> None:
    other = scene.url.replace("127.0.0.1", "localhost")
    for each in scene.zips:
        scene.site.lasting[each.path] = faults.redirect(f"{other}/files{each.path}")
        scene.site.resources[f"/files{each.path}"] = Resource(each.body)
    source = settings.index(scene.index) | {"hosts": ["localhost"]}
    config = settings.config(scene.folder / "config", source)

    assert run("fetch", "--data-dir", scene.store, "--config-dir", config).code == 0

    store.assert_complete(scene.store, scene.zips[2:])


def test_a_source_that_is_named_may_lead_to_any_host(scene: Scene) -> None:
    other = scene.url.replace("127.0.0.1", "localhost")
    scene.site.lasting["/moved"] = faults.redirect(f"{other}{customs.INDEX}")

    assert scene.fetch("--source", f"{scene.url}/moved", *YEAR).code == 0


def test_an_encrypted_site_whose_certificate_is_trusted(
    secure: Scene, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        result = secure.fetch()

    assert result.code == 0, result.err
    store.assert_complete(secure.store, secure.zips[2:])


def test_a_certificate_that_is_not_trusted_is_69(secure: Scene) -> None:
    result = secure.fetch()

    assert result.code == 69
    assert "certificate" in one_line(result.err)
    assert secure.asked() == []


def test_no_way_leads_from_https_to_http(
    secure: Scene, scene: Scene, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    secure.site.lasting[customs.INDEX] = faults.redirect(scene.index)
    with authority.cert_pem.tempfile() as path:
        monkeypatch.setenv("SSL_CERT_FILE", path)
        result = secure.fetch()

    assert result.code == 69
    assert "from https to http" in one_line(result.err)
    assert scene.asked() == []


def test_http_elsewhere_is_warned_of(tmp_path: Path) -> None:
    config = settings.config(tmp_path / "config")
    words = ("--source", "http://192.0.2.1/page.html", "--config-dir", config)

    result = run("fetch", *words, "--data-dir", tmp_path / "store")

    assert result.code == 69
    assert "warning: http://192.0.2.1/page.html: not encrypted" in result.err


@pytest.mark.parametrize(
    "url",
    [
        "kiosk.example", "ftp://a.example/b.zip", "https://", "file:///a", "https://[::1",
        "https://name:word@a.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_2(tmp_path: Path, url: str) -> None:
    assert run("fetch", "--source", url, "--data-dir", tmp_path).code == 2


def test_a_proxy_is_gone_through(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site stands in for a proxy, which is asked for whole addresses."""
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "")
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, scene.url)

    result = scene.fetch("--source", "http://files.example/page.html")

    assert result.code == 69
    assert [path for path, _ in scene.asked()] == ["http://files.example/page.html"]


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "gopher://127.0.0.1", "://"])
def test_a_proxy_that_is_none_is_78(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    for name in ("ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy)

    result = scene.fetch(*YEAR)

    assert result.code == 78
    assert "PROXY" in one_line(result.err)


def test_a_full_disk_is_74(scene: Scene) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("REGIONAL_CPF4PAYSE.txt", bytes(3_000_000))
    scene.site.resources[scene.zips[2].path] = Resource(body.getvalue())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        result = scene.fetch(*YEAR)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert result.code == 74
    assert "raw" in one_line(result.err)
    assert store.files(scene.store) == {}


def test_a_store_that_cannot_be_made_is_73(scene: Scene) -> None:
    scene.store.write_text("in the way", encoding="utf-8")

    assert scene.fetch(*YEAR).code == 73


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"url": "http://kiosk.example/page"}, "https"),
        ({"url": None}, "url"),
        ({"kind": "files"}, "files"),
        ({"kind": "page"}, "dataset, files, index"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_slip_in_the_sources_is_78(tmp_path: Path, change: dict[str, str], says: str) -> None:
    source = settings.index("https://kiosk.example/page") | change
    config = settings.config(tmp_path / "config", source)

    result = run("fetch", "--data-dir", tmp_path / "store", "--config-dir", config)

    assert result.code == 78
    line = one_line(result.err)
    assert "sources.yaml" in line
    assert says in line


def test_one_zip_that_is_named_brings_its_twin(scene: Scene) -> None:
    assert scene.fetch("--source", scene.url + scene.zips[2].path).code == 0

    store.assert_complete(scene.store, scene.zips[2:4])


def test_one_flow_alone_is_69(scene: Scene) -> None:
    del scene.site.resources[scene.zips[3].path]

    result = scene.fetch("--source", scene.url + scene.zips[2].path)

    assert result.code == 69
    assert "--source" in one_line(result.err)
    assert store.files(scene.store) == {}


def test_two_zips_of_any_name(scene: Scene) -> None:
    urls = []
    for number, each in enumerate(scene.zips[2:4]):
        scene.site.resources[f"/get{number}"] = Resource(each.body)
        urls += ["--source", f"{scene.url}/get{number}"]

    assert scene.fetch(*urls, "--release", "2024-05").code == 0
    store.assert_sound(scene.store)
    assert store.totals(scene.store) == store.expected(scene.zips[2:4])


def test_one_zip_whose_name_tells_no_twin_is_69(scene: Scene) -> None:
    scene.site.resources["/get"] = Resource(scene.zips[2].body)

    result = scene.fetch("--source", f"{scene.url}/get")

    assert result.code == 69
    assert "exports alone" in one_line(result.err)


def test_a_damaged_zip_that_is_named_is_65(scene: Scene) -> None:
    path = scene.zips[2].path
    scene.site.lasting[path] = faults.cut_and_announced(400)

    result = scene.fetch("--source", scene.url + path)

    assert result.code == 65
    assert "damaged" in one_line(result.err)


def test_something_else_altogether_is_69(scene: Scene) -> None:
    scene.site.resources["/notice"] = Resource(b"just some words", "text/plain")

    result = scene.fetch("--source", f"{scene.url}/notice")

    assert result.code == 69
    assert "not a page of links, nor a data set, nor a zip" in one_line(result.err)


def test_zips_and_a_page_together_are_2(scene: Scene) -> None:
    words = ("--source", scene.index, "--source", scene.url + scene.zips[2].path)

    assert scene.fetch(*words).code == 2


@pytest.mark.parametrize("body", ["", "<p>rien</p>", "<a href='/gone.zip'>régional</a>"])
def test_a_page_with_nothing_regional_is_69(scene: Scene, body: str) -> None:
    scene.site.resources[customs.INDEX] = Resource(f"<html>{body}".encode(), PAGE)

    result = scene.fetch()

    assert result.code == 69
    assert "both flows" in one_line(result.err)


def test_raw_files_that_were_damaged_come_anew(scene: Scene) -> None:
    assert scene.fetch(*YEAR).code == 0
    before = store.files(scene.store)
    [path] = scene.store.glob("raw/*/202405-Regional-2023-export.zip")
    path.write_bytes(b"PK damaged")

    assert scene.fetch(*YEAR).code == 0

    assert store.files(scene.store) == before


@pytest.mark.parametrize("loss", ["damaged", "gone"])
def test_a_slice_that_was_damaged_is_read_anew(scene: Scene, loss: str) -> None:
    assert scene.fetch(*YEAR).code == 0
    before = store.files(scene.store)
    path = min(scene.store.glob("slices/*"))
    path.unlink() if loss == "gone" else path.write_bytes(b"PAR1 damaged")

    result = scene.fetch(*YEAR, "--json")

    assert result.json["changed"] is False
    assert store.files(scene.store) == before


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "x.zip", "--year", "2024"),
        ("--from", "x.zip", "--source", "https://a.example/"),
        ("--from", "x.zip", "--prune"),
        ("--release", "2025-02"),
        ("--region", "32", "--release", "2099-01"),
        ("--year", "24"),
        ("--year", "2024..2019"),
        ("--timeout", "0"),
        ("--sample", "--to", "x", "--dry-run"),
        ("--sample", "--to", "x", "--year", "2024"),
    ],
)
def test_options_that_do_not_go_together_are_2(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert run("fetch", *words, "--data-dir", tmp_path).code == 2
