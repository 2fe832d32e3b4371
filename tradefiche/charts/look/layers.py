"""Themes as layers: the shipped one, a configuration folder's over it, an agency's over both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.charts.look.colours import is_colour
from tradefiche.charts.look.shades import completed
from tradefiche.charts.look.theme import Theme
from tradefiche.configuration.loading import check, locate, parse
from tradefiche.errors import NoInputError
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from pathlib import Path

FILE = "theme.yaml"


def layered(dirs: tuple[Path, ...], file: Path | None) -> tuple[Theme, Path]:
    """Return a theme, and the uppermost of the files that it is from.

    A layer gives any of the keys; what goes with a base colour that it changes follows.

    Raises:
        NoInputError: `file` is not there.
        ConfigError: a key or value of a layer is wrong.
    """
    if file is not None and not file.exists():
        raise NoInputError(f"{file}: no such theme file")
    bottom, folder = shipped_config() / FILE, locate(FILE, dirs)
    path, document = bottom, _read(bottom)
    found = check(bottom, document, Theme)
    for layer in (folder if folder != bottom else None, file):
        if layer is None:
            continue
        own = _read(layer) if layer is file else _unlike(_read(layer), document)
        path, under, document = layer, document, _over(document, own)
        found = check(path, document, Theme)
        if isinstance(own, dict) and isinstance(under, dict) and isinstance(document, dict):
            document = completed(document, own, under)
            found = check(path, document, Theme)
    return found, path


def _read(path: Path) -> object:
    """Return the document of a theme file, its colours in capitals, its files placed."""
    return _placed(_capitals(parse(path)), path.parent)


def _capitals(value: object) -> object:
    if isinstance(value, dict):
        return {key: _capitals(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_capitals(each) for each in value]
    return value.upper() if is_colour(value) else value


def _unlike(own: object, other: object) -> object:
    """Return what a copy has otherwise than its original: the rest it does not mean to say."""
    if isinstance(own, dict) and isinstance(other, dict):
        return {
            key: _unlike(value, other.get(key))
            for key, value in own.items()
            if value != other.get(key)
        }
    return own


def _placed(document: object, folder: Path) -> object:
    """Return the document with the files that it names found from its own folder."""
    if not isinstance(document, dict):
        return document
    found: dict[Any, Any] = dict(document)
    if isinstance(found.get("logo"), str):
        found["logo"] = str(folder / found["logo"])
    if isinstance(families := found.get("fonts"), dict):
        found["fonts"] = {
            key: {
                weight: str(folder / name) if isinstance(name, str) else name
                for weight, name in faces.items()
            }
            if isinstance(faces, dict)
            else faces
            for key, faces in families.items()
        }
    return found


def _over(base: object, own: object) -> object:
    """Return two documents as one: mappings are joined, all else is that of the second."""
    if isinstance(base, dict) and isinstance(own, dict):
        both: dict[Any, Any] = {
            **base,
            **{
                key: _over(base[key], value) if key in base else value for key, value in own.items()
            },
        }
        return both
    return own
