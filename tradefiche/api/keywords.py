"""The keywords of the library's functions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from tradefiche.language.typography import Lang
from tradefiche.reference.products import Level

OneOrMany = str | int | Sequence[str | int]


class DataKeywords(TypedDict, total=False):
    """Where data and configuration are.

    Attributes:
        sample: the built-in synthetic data in place of the store.
        data_dir: folder of the store; the platform's data folder if not given.
        config_dir: folder whose YAML files are laid over ours, key by key.
    """

    sample: bool
    data_dir: str | Path
    config_dir: str | Path


class LabelKeywords(DataKeywords, total=False):
    """Where data and configuration are, and in which language to answer.

    Attributes:
        lang: language of labels and texts, `fr` or `en`.
    """

    lang: Lang


class TerritoryKeywords(DataKeywords, total=False):
    """Which territories.

    Attributes:
        dept, region, ti: a code or name, or several: `"59"`, `["59", "Pas-de-Calais"]`.
        france, all, all_regions: the whole of France, its 100 units, its 18 régions.
    """

    dept: OneOrMany
    region: OneOrMany
    ti: OneOrMany
    france: bool
    all: bool
    all_regions: bool


class TerritoryLabelKeywords(TerritoryKeywords, LabelKeywords, total=False):
    """Which territories, in which language."""


class FigureKeywords(TerritoryKeywords, total=False):
    """Which part of their trade, and of which periods, in the words of the command line.

    Attributes:
        year: a calendar year, or several, or `"2022..2024"`; the newest full year if not given.
        period: one to four consecutive quarters: `"2024Q3"`, `"2023Q3..2024Q2"`; the newest four
            that are held: `"latest"`.
        release: the figures as known at a release, `"2025-02"`.
        level: nomenclature of products: `a129`, `cpf4`, `a38`, `a17`.
        top: products and countries that flows name; `highlight` how many flows are marked.
        product: codes or groups that are counted alone; in tables of products they stand with the
            share and rank that they have among all.
        exclude_product, exclude_country: codes or groups that are left out of all that is counted.
        tariff: a rate in percent, for the table exposure.
    """

    year: OneOrMany
    period: str
    release: str
    level: Level
    top: int
    highlight: int
    product: OneOrMany
    exclude_product: OneOrMany
    exclude_country: OneOrMany
    tariff: float


class FileKeywords(FigureKeywords, TerritoryLabelKeywords, total=False):
    """What can be asked of files, in one language."""


class FicheKeywords(FigureKeywords, total=False):
    """What can be asked of publications.

    Attributes:
        lang: a language, or several: `["fr", "en"]`.
    """

    lang: Lang | Sequence[Lang]


class QuestionKeywords(FileKeywords, total=False):
    """What can be asked of tables and charts.

    Attributes:
        country: codes or groups, as `product`; of a chart the one that is traded with.
    """

    country: OneOrMany


class TableKeywords(QuestionKeywords, total=False):
    """What can be asked of tables.

    Attributes:
        measure: what `ranking` ranks by; `exports` if not given.
        beside: codes, names or ids that `peers` compares with, in place of the five nearest.
        per: a CSV file of numbers by which values of `ranking` are divided: inhabitants, jobs.
        sort: a column by which rows are sorted, the largest first, the empty last.
        ascending: the smallest first.
        head: how many rows are kept.
    """

    measure: str
    beside: OneOrMany
    per: str | Path
    sort: str
    ascending: bool
    head: int
