"""Reads one file of `config/` into its model; a slip gives file, key and what was expected."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

from tradefiche.configuration.faults import explain, slip
from tradefiche.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Hashable
    from pathlib import Path

    import yaml


T = TypeVar("T")

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

    try:
        return msgspec.convert(document, model, strict=True)
    except msgspec.ValidationError as error:
        raise explain(path, document, model, error) from error


def parse(path: Path) -> object:
    """Return the plain YAML of a file, refusing a key that stands twice in one mapping."""
    import yaml

    try:
        content = path.read_bytes()
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
