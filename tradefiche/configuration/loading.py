"""Reads one file of `config/` into its model; a slip gives file, key and what was expected."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from tradefiche import files
from tradefiche.configuration.faults import explain, slip
from tradefiche.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator
    from pathlib import Path

    import yaml

    from tradefiche.configuration.faults import Keys

T = TypeVar("T")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML forbids or a terminal obeys; YAML lets it in as an escape."""

__all__ = ["check", "load", "locate", "parse", "slip"]


def locate(name: str, dirs: tuple[Path, ...]) -> Path:
    """Return the file called `name` in the first of the folders that has one."""
    for folder in dirs:
        path = folder / name
        if path.exists():
            return path
    places = ", ".join(str(folder) for folder in dirs)
    raise ConfigError(f"{name}: no such configuration file", hint=f"looked for in {places}")


def load(name: str, model: type[T], dirs: tuple[Path, ...]) -> T:
    """Return the file called `name`, checked against `model`, from the first folder that has it.

    Args:
        name: name of a YAML file of `config/`.
        model: a `msgspec.Struct` that forbids unknown fields; nothing is coerced, so a code
            such as 01 has to be quoted in the file.
        dirs: folders, the user's first. A file counts whole: nothing is merged.

    Raises:
        ConfigError: no such file, not YAML, a key twice, or a value that the model refuses.
    """
    path = locate(name, dirs)
    return check(path, parse(path), model)


def check(path: Path, document: object, model: type[T]) -> T:
    """Return a document as its model; ConfigError, naming `path`, if the model refuses it."""
    import msgspec

    for keys, text in _texts(document, ()):
        if sign := _CONTROL.search(text):
            raise slip(path, keys, expected="text for people", got=f"the sign {sign[0]!r}")
    try:
        return msgspec.convert(document, model, strict=True)
    except msgspec.ValidationError as error:
        raise explain(path, document, model, error) from error


def _texts(document: object, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield every text of a document, with the keys that lead to it."""
    if isinstance(document, str):
        yield keys, document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from _texts(value, (*keys, key))
    elif isinstance(document, list):
        for place, value in enumerate(document):
            yield from _texts(value, (*keys, place))


def parse(path: Path) -> object:
    """Return the plain YAML of a file, refusing a key that stands twice in one mapping."""
    import yaml

    try:
        content = files.read_bytes(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        loader = _loader()(content)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" line {mark.line + 1}:" if mark else ""
        raise ConfigError(f"{path}:{line} expected YAML, got: {error.problem}") from error
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigError(f"{path}: expected YAML in UTF-8, got: {reason}") from error


@cache
def _loader() -> type[yaml.SafeLoader]:
    """Return the safe loader, the C one where PyYAML has it, that refuses a key given twice."""
    import yaml

    base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

    def construct_mapping(
        loader: yaml.SafeLoader, node: yaml.MappingNode, *, deep: bool = False
    ) -> dict[Hashable, object]:
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(set(keys)) != len(keys):
            twice = next(key for index, key in enumerate(keys) if key in keys[:index])
            mark = [key.start_mark for key, _ in node.value if key.value == twice][-1]
            raise yaml.constructor.ConstructorError(
                None, None, f"the key {twice} twice in one mapping", mark
            )
        return base.construct_mapping(loader, node, deep=deep)

    return type("UniqueKeyLoader", (base,), {"construct_mapping": construct_mapping})
