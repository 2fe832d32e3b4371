"""Find the data and configuration folders: option, then environment, then the default."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from tradefiche.errors import ConfigError, StorageError

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA_DIR_VARIABLE = "TRADEFICHE_DATA_DIR"
CONFIG_DIR_VARIABLE = "TRADEFICHE_CONFIG_DIR"
HANDLES = 128
"""Files that may be open at once: one slice per quarter and flow, and those of libraries."""


def data_dir(option: Path | None = None) -> Path:
    """Return the folder of the store, which need not exist yet.

    Raises:
        ConfigError: its name is not UTF-8, or the user has no home folder.
    """
    chosen = option or _from_environment(DATA_DIR_VARIABLE)
    with _at_home(DATA_DIR_VARIABLE):
        if chosen is not None:
            folder = chosen.expanduser()
        else:
            from platformdirs import user_data_path

            folder = user_data_path("tradefiche", appauthor=False)
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:  # Parquet readers accept no other paths
        raise ConfigError(f"{folder}: the name of a data folder must be UTF-8") from error
    return folder


def config_dirs(option: Path | None = None) -> tuple[Path, ...]:
    """Return the configuration folders, the user's first: its files override the shipped ones.

    Raises:
        ConfigError: there is no such folder, the user has no home, or the shipped one is missing.
    """
    chosen = option or _from_environment(CONFIG_DIR_VARIABLE)
    if chosen is None:
        return (shipped_config(),)
    with _at_home(CONFIG_DIR_VARIABLE):
        chosen = chosen.expanduser()
    if not chosen.is_dir():
        raise ConfigError(f"{chosen}: no such configuration folder")
    return (chosen, shipped_config())


def strays(dirs: tuple[Path, ...]) -> list[Path]:
    """Return the YAML files of the user's folder that override no shipped file."""
    *own, shipped = dirs
    return [
        path
        for folder in own
        for path in sorted(folder.glob("*.y*ml"))
        if not (shipped / path.name).is_file()
    ]


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shipped_config() -> Path:
    """Return the shipped `config/`: in the installed package, or next to it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "config", package.parent / "config"):
        if (folder / "departements.yaml").is_file():
            return folder
    raise ConfigError("config/ is missing from the installation", hint="install tradefiche again")


def require_handles() -> None:
    """Raise the limit on open files to `HANDLES` if lower; StorageError (74) if that is refused.

    Libraries that cannot open a file abort the process without a message.
    """
    try:
        import resource
    except ImportError:  # no such limit
        return
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= HANDLES:
        return
    if most != resource.RLIM_INFINITY and most < HANDLES:
        raise StorageError(
            f"only {most} files may be open at once, {HANDLES} are needed", hint="see ulimit -n"
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (HANDLES, most))


@contextlib.contextmanager
def _at_home(variable: str) -> Iterator[None]:
    """Convert the error raised if the user has no home folder into ConfigError (78)."""
    try:
        yield
    except RuntimeError as error:
        raise ConfigError(
            "this user has no home folder, or it is not known",
            hint=f"name another folder by its whole path, as an option or in {variable}",
        ) from error


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
