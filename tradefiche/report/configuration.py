"""The configuration in force: its folders, a merged file, and differences from the shipped one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tradefiche.configuration.layers import differences
from tradefiche.configuration.loading import locate, read
from tradefiche.errors import UsageError
from tradefiche.reference.matching import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_THEME = "theme.yaml"
_WIDTH = 100


def folders(dirs: tuple[Path, ...]) -> list[dict[str, Any]]:
    """Return one row per folder, highest priority first: path, whether shipped, and files."""
    names = _names(dirs)
    return [
        {
            "folder": str(folder),
            "shipped": folder == dirs[-1],
            "files": [name for name in names if (folder / name).is_file()],
        }
        for folder in dirs
    ]


def shown(name: str | None, dirs: tuple[Path, ...]) -> tuple[str, object]:
    """Return a file's name and its document merged from all folders; `.yaml` may be left out.

    Raises:
        UsageError: no file is named, or there is no such file.
        ConfigError: the file is wrong.
    """
    names = _names(dirs)
    if name is None:
        raise UsageError("show needs the name of a file", hint=f"one of {', '.join(names)}")
    known = name if name.endswith(".yaml") else f"{name}.yaml"
    if known not in names:
        raise unknown("configuration file", known, names)
    return known, _in_force(known, dirs)


def differing(dirs: tuple[Path, ...]) -> list[dict[str, Any]]:
    """Return one row per value that the user's files change: file, key, shipped, own.

    A value is None where there is none. Shades derived from a theme's changed colours are included.
    """
    shipped = dirs[-1:]
    return [
        {"file": name, "key": ".".join(map(str, keys)), "shipped": ours, "own": own}
        for name in _names(dirs)
        if len(locate(name, dirs)) > 1
        for keys, ours, own in differences(_in_force(name, shipped), _in_force(name, dirs))
    ]


def _in_force(name: str, dirs: tuple[Path, ...]) -> object:
    """Return a file's document, merged from the folders."""
    if name == _THEME:
        from tradefiche.charts.look.layers import top

        return top(dirs).content
    return read(name, dirs).document


def _names(dirs: tuple[Path, ...]) -> list[str]:
    return sorted(path.name for path in dirs[-1].glob("*.yaml"))


def as_json(document: object) -> object:
    """Return a document fit for JSON: keys and dates are turned into text."""
    if isinstance(document, dict):
        return {str(key): as_json(value) for key, value in document.items()}
    if isinstance(document, list):
        return [as_json(value) for value in document]
    return str(document) if isinstance(document, date) else document


def as_yaml(document: object) -> str:
    """Return a document as YAML, in the order of its keys."""
    import yaml

    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=_WIDTH).rstrip("\n")


def as_lines(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Yield differences as text: file and key, then the shipped value (-) and the user's (+)."""
    for row in rows:
        yield f"{row['file']}: {row['key']}"
        for sign, value in (("-", row["shipped"]), ("+", row["own"])):
            if value is not None:
                yield f"  {sign} {_short(value)}"


def _short(value: object) -> str:
    """Return a value as YAML on one line."""
    import yaml

    text = yaml.safe_dump(
        value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=float("inf")
    )
    return text.removesuffix("\n").removesuffix("\n...")
