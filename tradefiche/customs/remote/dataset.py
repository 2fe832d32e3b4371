"""A data set of data.gouv.fr, as its API describes it in JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tradefiche.cleaning import cleaned
from tradefiche.customs.remote.names import is_zip_name, name_of, offered
from tradefiche.customs.remote.url_policy import is_loopback, normalised, secured
from tradefiche.errors import UnavailableError

if TYPE_CHECKING:
    from tradefiche.customs.remote.listings import Offer

_HOST = "data.gouv.fr"
_PAGE = re.compile(r"(?:/[a-z]{2})?/datasets/(?!r/)([^/]+)/?")


def api_address(url: str) -> str:
    """Return the API's URL for a data set's page on data.gouv.fr; any other URL as it is."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    page = _PAGE.fullmatch(parts.path)
    if page and (host == _HOST or host.endswith(f".{_HOST}") or is_loopback(host)):
        return f"{parts.scheme}://{parts.netloc}/api/1/datasets/{page[1]}/"
    return url


def is_dataset(content: bytes) -> bool:
    """Whether a file begins like a JSON object."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def offers(content: bytes, address: str) -> list[Offer]:
    """Return the regional zips among the resources of a data set.

    Raises:
        UnavailableError: it is not the description of a data set.
    """
    try:
        document = json.loads(content)
        resources = document["resources"]
        return [offer for each in resources if (offer := _offer(each, address)) is not None]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnavailableError(
            f"{address}: not the description of a data set ({type(error).__name__})"
        ) from error


def _offer(resource: dict[str, Any], address: str) -> Offer | None:
    try:
        url = normalised(secured(urljoin(address, str(resource["url"])), address))
    except ValueError:  # not a valid URL
        return None
    if url is None:
        return None
    name = name_of(url)
    title = str(resource.get("title") or "")
    kind = str(resource.get("format") or "zip").lower()
    if kind != "zip" or not is_zip_name(name):
        return None
    offer = offered(url, name, (title, str(resource.get("description") or "")))
    size = resource.get("filesize")
    return offer and replace(
        offer,
        size=size if type(size) is int and size > 0 else None,
        checksum=_checksum(resource.get("checksum")),
        modified=str(resource.get("last_modified") or ""),
    )


def _checksum(stated: dict[str, Any] | None) -> tuple[str, str] | None:
    if not stated or not stated.get("value"):
        return None
    algorithm, digest = str(stated.get("type") or "sha1"), str(stated["value"])
    return cleaned(algorithm).lower(), cleaned(digest).lower()
