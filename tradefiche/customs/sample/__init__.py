"""The built-in sample: synthetic data that pass through the same reader as the Customs' zips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tradefiche.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tradefiche.customs.sample.schema import GrainKind, SampleSize


def generate(
    folder: Path,
    *,
    size: SampleSize,
    config_dirs: tuple[Path, ...],
    years: Sequence[int] = (2023, 2024),
    kind: GrainKind = "texts",
) -> list[Path]:
    """Write the sample's zips in the Customs' layout; return their paths.

    The same configuration gives the same bytes. For the calibrated year, the values sum to the
    totals of `sample.yaml` to the euro in both sizes.

    Args:
        folder: where they are written; created if missing.
        size: `small` (about 0.13 million rows per year) or `full` (about 3.4 million).
        config_dirs: folders of configuration, the user's first.
        years: years that `sample.yaml` describes.
        kind: `texts`, one zip per flow and year; or the same trade as `workbooks`, one per région.

    Raises:
        UsageError: the sample does not have one of the years.
        ConfigError: `sample.yaml` or the reference files are wrong.
        OutputError: the folder or a file in it cannot be created.
    """
    from tradefiche.customs.sample.archive import write_zip
    from tradefiche.customs.sample.cells import choose
    from tradefiche.customs.sample.labels import label_files
    from tradefiche.customs.sample.recipe import FLOWS, read_recipe
    from tradefiche.customs.sample.rows import rows_of_year
    from tradefiche.customs.sample.workbooks import write_workbooks

    recipe = read_recipe(config_dirs, size)
    missing = [str(year) for year in years if year not in recipe.model.years]
    if missing:
        held = ", ".join(str(year) for year in sorted(recipe.model.years))
        raise UsageError(f"the sample has no data of {', '.join(missing)}", hint=f"it has {held}")
    records = (
        (flow, year, rows_of_year(recipe, flow, year, cells))
        for flow in FLOWS
        for cells in [choose(recipe, flow)]
        for year in sorted(set(years))
    )
    if kind == "workbooks":
        return write_workbooks(folder, recipe, records)
    labels = label_files(recipe, config_dirs)
    return sorted(write_zip(folder, recipe, *each, labels) for each in records)
