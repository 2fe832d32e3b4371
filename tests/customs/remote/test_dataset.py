"""Which zips a data set of data.gouv.fr has."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.running import one_line
from tradefiche.customs.remote.dataset import api_address, offers
from tradefiche.errors import UnavailableError

HERE = "https://www.data.gouv.fr/api/1/datasets/5369a0c7a3a729239d206446/"
EXPORT = {
    "title": "Année 2019 - statistiques régionales - export",
    "url": "https://www.data.gouv.fr/datasets/r/0a78bacc-99cf-4a26-8f28-088f2e96a2ef",
    "format": "zip",
    "filesize": 14_000_000,
    "checksum": {"type": "sha1", "value": "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709"},
    "last_modified": "2020-02-12T10:00:00",
}


def found(*resources: dict[str, Any]) -> list[Any]:
    return offers(json.dumps({"resources": resources}).encode(), HERE)


def test_a_resource_tells_all() -> None:
    [offer] = found(EXPORT)

    assert (offer.flow, offer.year, offer.release) == ("export", 2019, None)
    assert offer.size == 14_000_000
    assert offer.checksum == ("sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Année 2019 - statistiques nationales - export"},
        {"format": "pdf"},
        {"title": "Notice"},
        {"url": "https://www.data.gouv.fr/notice.pdf"},
        {"url": "https://[::1/regional-export.zip"},
    ],
)
def test_other_resources_are_passed_over(change: dict[str, str]) -> None:
    assert found(EXPORT | change) == []


def test_what_is_not_told_is_none() -> None:
    [offer] = found(EXPORT | {"filesize": None, "checksum": None, "last_modified": None})

    assert (offer.size, offer.checksum, offer.modified) == (None, None, "")


@pytest.mark.parametrize(
    "content",
    [b"{}", b"{", b'{"resources": 3}', b'{"resources": [{}]}', b'{"resources": [3]}', b"[]"],
)
def test_another_document_is_69(content: bytes) -> None:
    with pytest.raises(UnavailableError) as caught:
        offers(content, HERE)

    assert HERE in one_line(str(caught.value))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://www.data.gouv.fr/fr/datasets/stat-reg/", "https://www.data.gouv.fr/api/1/datasets/stat-reg/"),
        ("https://www.data.gouv.fr/datasets/stat-reg", "https://www.data.gouv.fr/api/1/datasets/stat-reg/"),
        (HERE, HERE),
        ("https://www.data.gouv.fr/datasets/r/0a78bacc", "https://www.data.gouv.fr/datasets/r/0a78bacc"),
        ("https://elsewhere.example/datasets/stat-reg/", "https://elsewhere.example/datasets/stat-reg/"),
    ],
)  # fmt: skip
def test_the_page_of_a_data_set_stands_for_its_description(url: str, address: str) -> None:
    assert api_address(url) == address
