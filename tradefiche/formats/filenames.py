"""Names of output files: `<territory>_<period>_<table or chart>.<ext>`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tradefiche.language.typography import Lang


def file_name(
    territory: str,
    period: str,
    extension: str,
    *,
    what: str | None = None,
    variant: str | None = None,
    filters: str = "",
    lang: Lang = "fr",
) -> str:
    """Return the name of a file in a territory's folder.

    Args:
        territory: its id, such as `dept-59`.
        period: `2024`, `2024Q3` or `2023Q3..2024Q2`.
        extension: without dot.
        what: a table, or a chart with its measure, partner and territories compared; None for a
            workbook, a fiche or slides, which hold several.
        variant: a level other than a129, a size other than screen; appended to `what`.
        filters: what the figures are restricted to, as `Filters.mark` has it; appended to `what`.
        lang: of the texts; French is not marked.
    """
    subject = "-".join(part for part in (what, filters, variant) if part)
    language = "" if lang == "fr" else lang
    stem = "_".join(part for part in (territory, period, subject, language) if part)
    return f"{stem}.{extension}"


def level_mark(level: str) -> str:
    """Return the part of a file name for the level of products; empty for a129, the default."""
    return "" if level == "a129" else level


def folder_file(stem: str, extension: str, *, filters: str, lang: Lang, period: str = "") -> str:
    """Return the name of a file above the territories' folders: `index-hors-energie_2023_en.html`.

    Without a period it is that of the newest one.
    """
    name = "-".join(filter(None, (stem, filters)))
    parts = (name, period, "" if lang == "fr" else lang)
    return f"{'_'.join(filter(None, parts))}.{extension}"
