"""Issues as text: a symbol for the severity and a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.language.typography import lead
from tradefiche.report.columns import wrapped
from tradefiche.report.page import heading, styled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from typing import Any

    from tradefiche.language.typography import Lang
    from tradefiche.reference.territories import Territory
    from tradefiche.report.page import Style
    from tradefiche.tabulation.answer import Answer, Query

SHOWN = 5
_NAMED = 3

_SIGNS = {"error": "✗", "warning": "!", "notice": "·"}
_STYLES: dict[str, Style] = {"error": "red", "warning": "yellow"}


def issues_text(
    found: Answer, territory: Territory, period: str, *, notices: bool = True
) -> Iterator[str]:
    """Yield the issues on a territory and period as lines.

    Those that are only notices are left out without `notices`; with it, a sentence says if there
    are no issues.
    """
    from tradefiche.tabulation.answer import only

    rows = only(found, territory, period)["checks"].to_dicts()
    for row in rows:
        if notices or row["severity"] != "notice":
            yield from _line(row)
    if not rows and notices:
        yield found.meta.say("report.nothing")


def first_issues(found: Answer, query: Query) -> Iterator[str]:
    """Yield the most severe issues on what the other tables show, and the command for the rest."""
    from tradefiche.reference.checks_schema import SEVERITIES

    shown = [found.meta.table(name) for name in found.tables if name != "checks"]
    columns = {column for table in shown for column in table.names}
    rows = [row for row in found.tables["checks"].to_dicts() if _concerns(row["about"], columns)]
    rows.sort(key=lambda row: SEVERITIES.index(row["severity"]))
    if not rows:
        return
    yield heading(found.meta.table("checks").title(query.lang))
    said: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        mark = [found.names.territory(row["territory"])] if len(query.territories) > 1 else []
        mark += [row["period"]] if len(found.meta.periods) > 1 else []
        key = (row["severity"], row["code"], row["message"])
        said.setdefault(key, []).append(" · ".join(mark))
    for (severity, code, message), marks in list(said.items())[:SHOWN]:
        about = _about(marks, query.lang)
        yield from _line({"severity": severity, "code": code, "message": f"{about}{message}"})
    if len(said) > SHOWN:
        yield found.meta.say("report.more_checks", count=len(said) - SHOWN)
        yield f"  {_command(found, query)}"


def _about(marks: list[str], lang: Lang) -> str:
    """Return the territories and periods of an issue, to open its sentence; empty if only one."""
    if not any(marks):
        return ""
    names = ", ".join(marks[:_NAMED])
    rest = f" + {len(marks) - _NAMED}" if len(marks) > _NAMED else ""
    return lead(f"{names}{rest}", lang)


def _line(row: Mapping[str, Any]) -> Iterator[str]:
    sign = _SIGNS[row["severity"]]
    first, *rest = wrapped(f"{sign} {row['message']} [{row['code']}]", indent="  ")
    style = _STYLES.get(row["severity"])
    yield (styled(sign, style) if style else sign) + first[3:]
    yield from rest


def _concerns(about: str | None, columns: Collection[str]) -> bool:
    """Return whether issues on a table's rows concern tables with these columns."""
    match about:
        case "partners":
            return not {"country", "partner", "first_country", "dimension"}.isdisjoint(columns)
        case "products":
            return not {"product", "dimension"}.isdisjoint(columns)
        case _:  # on whole quarters and totals, which every figure is computed from
            return True


def _command(found: Answer, query: Query) -> str:
    """Return the command that shows all issues on what was asked."""
    from tradefiche.tabulation.reproduce import command_line

    filters = query.filters.words()
    return command_line(
        query.territories,
        found.names.places,
        period=",".join(found.meta.periods),
        release=query.release,
        data=found.meta.data,
        lang=query.lang,
        filters=filters,
        command="compute --table checks" if filters else "check",
    )
