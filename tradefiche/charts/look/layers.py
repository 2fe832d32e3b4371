"""Themes as layers: the shipped one, those of configuration folders over it, an agency's on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tradefiche.charts.look.colours import is_colour
from tradefiche.charts.look.shades import completed
from tradefiche.charts.look.theme import Theme
from tradefiche.configuration.layers import Layer, Layers
from tradefiche.configuration.loading import locate, parse
from tradefiche.errors import NoInputError
from tradefiche.settings import shipped_config

if TYPE_CHECKING:
    from pathlib import Path

FILE = "theme.yaml"


def layered(dirs: tuple[Path, ...], file: Path | None) -> tuple[Theme, Path]:
    """Return a theme, and the path of the topmost file that it comes from.

    A layer may give any of the keys; the shades of a base colour that it changes are derived.

    Raises:
        NoInputError: `file` does not exist.
        ConfigError: a key or value of a layer is wrong.
    """
    layer = top(dirs, file)
    return Layers((layer,)).checked(Theme), layer.path


def top(dirs: tuple[Path, ...], file: Path | None = None) -> Layer:
    """Return the merged document of a theme, with the path of its topmost file; see `layered`."""
    if file is not None and not file.exists():
        raise NoInputError(f"{file}: no such theme file")
    bottom = shipped_config() / FILE
    found = Layer(bottom, _read(bottom))
    for path in reversed(locate(FILE, dirs)):
        if path != bottom:
            found = _over(found, Layer(path, _unlike(_read(path), found.content)))
    return found if file is None else _over(found, Layer(file, _read(file)))


def _over(base: Layer, own: Layer) -> Layer:
    """Return a layer merged over the complete one below it, with the shades of its colours."""
    both = Layers((own, base))
    both.checked(Theme)
    whole: Any = both.document
    if isinstance(own.content, dict) and isinstance(base.content, dict):
        whole = completed(whole, own.content, base.content)
    return Layer(own.path, whole)


def _read(path: Path) -> object:
    """Return the document of a theme file, colours in capitals, paths relative to its folder."""
    return _placed(_capitals(parse(path)), path.parent)


def _capitals(value: object) -> object:
    if isinstance(value, dict):
        return {key: _capitals(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_capitals(each) for each in value]
    return value.upper() if is_colour(value) else value


def _unlike(own: object, other: object) -> object:
    """Return only the values in which a copy differs from its original: the rest is not meant."""
    if isinstance(own, dict) and isinstance(other, dict):
        return {
            key: _unlike(value, other.get(key))
            for key, value in own.items()
            if value != other.get(key)
        }
    return own


def _placed(document: object, folder: Path) -> object:
    """Return the document with its logo and fonts as paths from the file's own folder."""
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
