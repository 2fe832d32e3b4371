"""Find and read the files of `config/`; an error names file, key and what was expected."""

from __future__ import annotations

from functools import cache
from math import inf
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from tradefiche import files
from tradefiche.configuration.layers import Layer, Layers
from tradefiche.errors import ConfigError
from tradefiche.settings import config_dirs

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from functools import _lru_cache_wrapper
    from pathlib import Path

    import yaml

P = ParamSpec("P")
T = TypeVar("T")
_MOST_NODES = 100_000
_kept: list[_lru_cache_wrapper[Any]] = []
_states: dict[tuple[Path, ...], frozenset[tuple[Path, int, int, int]]] = {}
"""Files of each set of folders, with `_like`, when a command last began with them."""


def kept(load: Callable[P, T]) -> Callable[P, T]:
    """Cache what a function reads from configuration folders; `begun` clears it after a change."""
    cached = cache(load)
    _kept.append(cached)
    return cast("Callable[P, T]", cached)


def begun(option: Path | None = None) -> tuple[Path, ...]:
    """Return the configuration folders for a command that begins; see `config_dirs`.

    The caches of `kept` are cleared if a file in these folders has changed since the last one.
    """
    dirs = config_dirs(option)
    state = frozenset(
        (path, *_like(path)) for folder in dirs for path in folder.glob("*.y*ml") if path.is_file()
    )
    if _states.setdefault(dirs, state) != state:
        for each in _kept:
            each.cache_clear()
    _states[dirs] = state
    return dirs


def _like(path: Path) -> tuple[int, int, int]:
    """Return modification time, size and inode of a file, by which a rewrite is noticed."""
    status = path.stat()
    return status.st_mtime_ns, status.st_size, status.st_ino


def locate(name: str, dirs: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files called `name` in these folders, in their order: each overrides the next.

    Raises:
        ConfigError: no folder has one.
    """
    if found := tuple(folder / name for folder in dirs if (folder / name).exists()):
        return found
    places = ", ".join(str(folder) for folder in dirs)
    raise ConfigError(f"{name}: no such configuration file", hint=f"looked for in {places}")


def read(name: str, dirs: tuple[Path, ...]) -> Layers:
    """Return the file called `name`, one layer for each folder that has it.

    Raises:
        ConfigError: no such file, or as `parse`.
    """
    return Layers(tuple(Layer(path, parse(path)) for path in locate(name, dirs)))


def parse(path: Path) -> object:
    """Return the parsed YAML of a file.

    Raises:
        ConfigError: it cannot be read, is not YAML in UTF-8, has a key twice in one mapping, or
            aliases without end.
    """
    import yaml

    try:
        content = files.read_bytes(path)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        loader = _loader()(content)
        try:
            if (node := loader.get_single_node()) is None:
                return None
            if b"*" in content:
                _refuse_endless(path, node)
            return loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" line {mark.line + 1}:" if mark else ""
        raise ConfigError(f"{path}:{line} expected YAML, got: {error.problem}") from error
    except (LookupError, AttributeError) as error:
        raise ConfigError(
            f"{path}: expected YAML, got: a value that its tag does not fit"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0]
        raise ConfigError(f"{path}: expected YAML in UTF-8, got: {reason}") from error


def _refuse_endless(path: Path, root: yaml.Node) -> None:
    """Raise ConfigError for aliases that are circular or expand to over `_MOST_NODES` nodes."""
    sizes: dict[yaml.Node, float] = {}

    def size(part: Any) -> float:  # noqa: ANN401 - a node, several, a key and its value, a text
        if isinstance(part, str):
            return 0
        if isinstance(part, (list, tuple)):
            return sum(map(size, part))
        if part not in sizes:
            sizes[part] = inf  # until known: an alias that leads back here is endless
            sizes[part] = 1 + size(part.value)
        return sizes[part]

    if size(root) > _MOST_NODES:
        raise ConfigError(
            f"{path}: expected aliases that unfold to {_MOST_NODES} values at most, got more"
        )


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
