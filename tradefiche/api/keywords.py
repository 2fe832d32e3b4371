"""The keyword arguments that functions of the library share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from tradefiche.language.typography import Lang
from tradefiche.reference.products import Level

OneOrMany = str | int | Sequence[str | int]


class StoreKeywords(TypedDict, total=False):
    """Where the store and configuration are.

    Attributes:
        data_dir: folder of the store; by default TRADEFICHE_DATA_DIR, else the platform's.
        config_dir: folder whose YAML files override the shipped ones, key by key; by default
            TRADEFICHE_CONFIG_DIR.
    """

    data_dir: str | Path
    config_dir: str | Path


class DataKeywords(StoreKeywords, total=False):
    """Where data and configuration are.

    Attributes:
        sample: whether to use the built-in synthetic data instead of the store.
    """

    sample: bool


class LabelKeywords(DataKeywords, total=False):
    """Where data and configuration are, and the language.

    Attributes:
        lang: language of labels and texts, `fr` (the default) or `en`.
    """

    lang: Lang


class TerritoryKeywords(DataKeywords, total=False):
    """Which territories, in any combination.

    Attributes:
        dept, region: a code or name, or several: `"59"`, `["59", "Pas-de-Calais"]`.
        ti: id or name of a Territoire d'industrie, or several, for its départements.
        france, all, all_regions: the whole of France, its 100 départements (Corse counts as one),
            its 18 régions.
    """

    dept: OneOrMany
    region: OneOrMany
    ti: OneOrMany
    france: bool
    all: bool
    all_regions: bool


class TerritoryLabelKeywords(TerritoryKeywords, LabelKeywords, total=False):
    """Which territories, and the language."""


class TradeKeywords(TerritoryKeywords, total=False):
    """Which part of the territories' trade, and which periods; values are as in the command line.

    Attributes:
        year: a calendar year, or several, or `"2022..2024"`; by default the newest full year.
        period: one to four consecutive quarters: `"2024Q3"`, `"2023Q3..2024Q2"`; or `"latest"`,
            the newest four held.
        release: month of the release as of which to answer, `"2025-02"`; by default the newest.
        product: codes or groups that are counted alone; tables of products show these with their
            share and rank among all products.
        exclude_product, exclude_country: codes or groups that are excluded from all figures.
    """

    year: OneOrMany
    period: str
    release: str
    product: OneOrMany
    exclude_product: OneOrMany
    exclude_country: OneOrMany


class FileKeywords(TradeKeywords, TerritoryLabelKeywords, total=False):
    """What can be asked of data files, and their language.

    Attributes:
        level: nomenclature of products: `a129` (the default), `cpf4`, `a38`, `a17`.
        top: number of products and of countries that `flows` names; by default 10.
        highlight: number of flows that are marked as the largest; by default 5.
    """

    level: Level
    top: int
    highlight: int


class FicheKeywords(TradeKeywords, total=False):
    """What can be asked of fiches, and their languages.

    Attributes:
        lang: a language, or several: `["fr", "en"]`.
    """

    lang: Lang | Sequence[Lang]


class QuestionKeywords(FileKeywords, total=False):
    """What can be asked of tables and charts.

    Attributes:
        country: codes or groups that are counted alone, as `product`; for a chart, the single
            partner whose trade `exposure`, `ranking` and `map` show.
    """

    country: OneOrMany


class TableKeywords(QuestionKeywords, total=False):
    """What can be asked of tables.

    Attributes:
        tariff: a rate in percent, for the table `exposure`.
        measure: what `ranking` ranks by; by default `exports`.
        beside: codes, names or ids of territories for `peers` to compare with, instead of the five
            nearest.
        per: a CSV file of numbers (inhabitants, jobs) to divide the values of `ranking` by.
        sort: a column by which rows are sorted, the largest first, nulls last.
        ascending: whether `sort` puts the smallest first.
        head: how many rows are kept of each table.
    """

    tariff: float
    measure: str
    beside: OneOrMany
    per: str | Path
    sort: str
    ascending: bool
    head: int
