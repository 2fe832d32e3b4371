"""Turn a command whose parameters are sets of options into the flat signature that Typer reads."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from typing import get_args, get_type_hints

from typer.models import ParameterInfo

from tradefiche.cli.completing import completion_of
from tradefiche.cli.optionsets import CommonOptions

_FREE = (str | None, list[str] | None)
"""Types whose values are free text; Typer itself completes all others."""


def help_of(command: Callable[..., None]) -> str:
    """Return a command's docstring, one line per paragraph, for the terminal to wrap."""
    paragraphs = (inspect.getdoc(command) or "").split("\n\n")
    return "\n\n".join(" ".join(each.split()) for each in paragraphs)


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Return a function with the flat signature that Typer reads, which calls the command.

    Option sets are replaced by their options, `CommonOptions` last.
    """
    sets = {
        name: hint
        for name, hint in get_type_hints(command, include_extras=True).items()
        if name != "return"
    }
    parameters = []
    for name, hint in sorted(sets.items(), key=lambda each: each[1] is CommonOptions):
        if is_dataclass(hint):
            hints = get_type_hints(hint, include_extras=True)
            for each in fields(hint):
                default = inspect.Parameter.empty if each.default is MISSING else each.default
                parameters.append(_parameter(each.name, hints[each.name], default))
        else:
            own = inspect.signature(command).parameters[name]
            parameters.append(_parameter(name, hint, own.default))

    def call(**values: object) -> None:
        arguments = {}
        for name, hint in sets.items():
            if is_dataclass(hint):
                picked = {each.name: values[each.name] for each in fields(hint)}
                arguments[name] = hint(**picked)  # type: ignore[operator]  # a set is a class
            else:
                arguments[name] = values[name]
        command(**arguments)

    call.__name__ = command.__name__
    call.__annotations__ = {each.name: each.annotation for each in parameters}
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # functions have it at run time
    return call


def _parameter(name: str, annotation: object, default: object) -> inspect.Parameter:
    """Return a parameter for Typer, with its completion; choices may be given in any case."""
    parts = get_args(annotation)
    for each in parts:
        if isinstance(each, ParameterInfo):
            each.case_sensitive = False
            if parts[0] in _FREE:
                each.autocompletion = completion_of(name)
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
