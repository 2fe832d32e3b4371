"""Where data and configuration are: option, then environment, then the platform's place."""

from __future__ import annotations

import os
from pathlib import Path

from tradefiche.errors import ConfigError

DATA_DIR_VARIABLE = "TRADEFICHE_DATA_DIR"
CONFIG_DIR_VARIABLE = "TRADEFICHE_CONFIG_DIR"


def data_dir(option: Path | None = None) -> Path:
    """Return the folder of the store; it need not exist yet."""
    chosen = option or _from_environment(DATA_DIR_VARIABLE)
    if chosen is not None:
        return chosen.expanduser()
    from platformdirs import user_data_path

    return user_data_path("tradefiche", appauthor=False)


def config_dirs(option: Path | None = None) -> tuple[Path, ...]:
    """Return the configuration folders, the user's first; a file of the first one found counts."""
    chosen = option or _from_environment(CONFIG_DIR_VARIABLE)
    if chosen is None:
        return (shipped_config(),)
    chosen = chosen.expanduser()
    if not chosen.is_dir():
        raise ConfigError(f"{chosen}: no such configuration folder")
    return (chosen, shipped_config())


def strays(dirs: tuple[Path, ...]) -> list[Path]:
    """Return the YAML files of the user's folder that take the place of none of ours."""
    *own, shipped = dirs
    return [
        path
        for folder in own
        for path in sorted(folder.glob("*.y*ml"))
        if not (shipped / path.name).is_file()
    ]


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shipped_config() -> Path:
    """Return the project's own `config/`: inside the installed package, or beside a checkout's."""
    package = Path(__file__).resolve().parent
    for folder in (package / "config", package.parent / "config"):
        if (folder / "departements.yaml").is_file():
            return folder
    raise ConfigError("config/ is missing from the installation", hint="install tradefiche again")


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None
