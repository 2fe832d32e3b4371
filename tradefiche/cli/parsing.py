"""Parse command lines: keep the order of options, refuse repeated options and stray words."""

from __future__ import annotations

from collections import Counter
from typing import Any

from typer.core import TyperCommand

from tradefiche.cli.helping import write_options
from tradefiche.errors import UsageError

_WHOLE = frozenset({"PATH", "URL", "ID|NAME"})
"""Metavars of options whose values may contain a comma, and so are not split."""


class StrictCommand(TyperCommand):
    """A command that records in the context's `obj` the options given, one entry per value.

    They are in the order given. Repeatable options also take several comma-separated values:
    `--dept 59,62`. Others raise UsageError if repeated: Typer would keep the last value only.
    """

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as below
        """Write the options in groups, and examples."""
        write_options(self, ctx, formatter)

    def make_parser(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer exports no such class
        """Return a parser that reads `59,62` as two values."""
        parser: Any = super().make_parser(ctx)
        read = parser.parse_args

        def parse_args(args: list[str]) -> tuple[dict[str, Any], list[str], list[Any]]:
            values, rest, given = read(args)
            return values, rest, _split(values, given)

        parser.parse_args = parse_args
        return parser

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
        """Parse twice: first for the order of all values, which Typer does not keep, then as usual.

        Raises:
            UsageError: an option is empty, or repeated and cannot be, or a word belongs to none.
        """
        values, rest, given = self.make_parser(ctx).parse_args(list(args))
        if ctx.resilient_parsing:  # a shell completes an unfinished line
            return super().parse_args(ctx, args)
        _refuse_twice(given)
        _refuse_empty(values, given)
        if rest and not any(each.param_type_name == "argument" for each in self.params):
            raise _stray(rest, args, [each for each in self.params if _is_list(each)])
        ctx.obj = [each.name for each in given]
        return super().parse_args(ctx, args)


def _is_list(option: Any) -> bool:  # noqa: ANN401 - as above
    """Whether an option can be repeated, and its values are split at commas."""
    return bool(getattr(option, "multiple", False)) and option.metavar not in _WHOLE


def _split(values: dict[str, Any], given: list[Any]) -> list[Any]:
    """Split the values of lists in place; return the options, one entry per value."""
    pieces: dict[str, list[list[str]]] = {}
    for option in {each.name: each for each in given if _is_list(each)}.values():
        pieces[option.name] = [
            [piece.strip() for piece in text.split(",") if piece.strip()] or [text]
            for text in values[option.name]
        ]
        values[option.name] = [piece for several in pieces[option.name] for piece in several]
    counts = {name: iter([len(each) for each in several]) for name, several in pieces.items()}
    return [
        option
        for option in given
        for _ in range(next(counts[option.name]) if option.name in counts else 1)
    ]


def _refuse_twice(given: list[Any]) -> None:
    for option, count in Counter(given).items():
        if count > 1 and not getattr(option, "multiple", False) and not option.is_eager:
            name = max(option.opts, key=len)
            raise UsageError(f"{name} is given more than once", hint="give it once")


def _refuse_empty(values: dict[str, Any], given: list[Any]) -> None:
    """Raise UsageError for an empty value, such as a script's variable that is not set."""
    for option in given:
        value = values.get(option.name)
        if any(isinstance(each, str) and not each.strip() for each in _as_list(value)):
            name = max(option.opts, key=len)
            raise UsageError(f"{name} is empty", hint="leave it out where nothing is meant")


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _stray(rest: list[str], args: list[str], lists: list[Any]) -> UsageError:
    """Return the error for words that belong to no option: `--dept 59 62`, `--dept Val d'Oise`."""
    place = args.index(rest[0])
    names = {name for option in lists for name in option.opts}
    before = args[max(0, place - 2) : place]
    message = f"{' '.join(rest)!r} belongs to no option"
    if len(before) == 2 and before[0] in names:  # noqa: PLR2004 - an option and its value
        words = [before[1], *rest]
        hint = f"for several write {before[0]} {','.join(words)}"
        if not all(any(sign.isdigit() for sign in word) for word in words):
            hint += f', for one name {before[0]} "{" ".join(words)}"'
        return UsageError(message, hint=hint)
    return UsageError(message, hint="put quotes around what has blanks")
