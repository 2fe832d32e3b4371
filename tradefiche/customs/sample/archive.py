"""The sample's zips, laid out as the Customs' own: data, label files, readme, and the marker."""

from __future__ import annotations

import contextlib
from typing import IO, TYPE_CHECKING

from tradefiche.customs.packages import SAMPLE_MARKER
from tradefiche.errors import OutputError
from tradefiche.files import replacing
from tradefiche.language.templates import filled
from tradefiche.oserrors import reading
from tradefiche.staging import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

    import polars as pl

    from tradefiche.customs.sample.recipe import Recipe
    from tradefiche.reference.terms import Side

_COMMENT = f"{SAMPLE_MARKER}: synthetic sample data of tradefiche".encode()
_REGULAR_FILE = 0o100644 << 16


def write_zip(
    folder: Path,
    recipe: Recipe,
    flow: Side,
    year: int,
    rows: pl.DataFrame,
    labels: dict[str, bytes],
) -> Path:
    """Write the zip of a flow and year under the Customs' name for it; return its path.

    Raise OutputError for a file of that name that is not a sample.
    """
    release = recipe.model.years[year].release
    word = flow.removesuffix("s")
    stem = f"Regional-{year}-{word}"
    path = make_folder(folder) / f"{release:%Y%m}-{stem}.zip"
    values = {"year": year, "Flow": word.title()}
    added = filled(recipe.model.readme.texts, values, "sample.yaml: readme.texts")
    with begun(path, recipe, year, notices(recipe, added) | labels) as archive:
        data = member(recipe, year, f"{stem}/Region_{year}_{word.title()}.txt")
        with archive.open(data, "w") as stream:
            _write_records(stream, recipe, flow, year, rows)
    return path


def notices(recipe: Recipe, added: str) -> dict[str, bytes]:
    """Return marker and readme by name; both have the notice, and the readme `added` below it."""
    notice = recipe.model.notice
    found = {SAMPLE_MARKER: notice, "LISEZ-MOI.txt": notice + added}
    return {name: text.replace("\n", "\r\n").encode() for name, text in found.items()}


@contextlib.contextmanager
def begun(path: Path, recipe: Recipe, year: int, texts: Mapping[str, bytes]) -> Iterator[ZipFile]:
    """Write a zip of the sample that begins with some texts, and yield it for the data.

    Raises:
        OutputError: a file of that name exists that is not a sample, such as one of the Customs.
    """
    from zipfile import ZipFile

    _refuse_other(path)
    with replacing(path) as temporary, ZipFile(temporary, "w") as archive:
        archive.comment = _COMMENT
        for name, content in texts.items():
            archive.writestr(member(recipe, year, name), content)
        yield archive


def _refuse_other(path: Path) -> None:
    """Raise OutputError if a file that is not a sample is there, such as one of the Customs."""
    from zipfile import BadZipFile, ZipFile

    if not path.exists():
        return
    try:
        with reading(path), ZipFile(path) as archive:
            if archive.comment == _COMMENT:
                return
    except BadZipFile:
        pass
    raise OutputError(
        f"cannot create {path}: a file that is no sample is there", hint="name another --to"
    )


def member(recipe: Recipe, year: int, name: str) -> ZipInfo:
    """Return a member of a zip, dated by a year's release.

    In the small size it is not compressed, since compressed bytes differ from machine to machine.
    """
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

    release = recipe.model.years[year].release
    member = ZipInfo(name, (release.year, release.month, release.day, 0, 0, 0))
    member.compress_type = ZIP_DEFLATED if recipe.size.compressed else ZIP_STORED
    member.create_system = 3
    member.external_attr = _REGULAR_FILE
    return member


def coded(codes: Iterable[str], index: str) -> pl.Expr:
    """Return the codes that a column of indices refers to."""
    import polars as pl

    return pl.lit(pl.Series(codes, dtype=pl.String)).gather(pl.col(index))


def _write_records(
    stream: IO[bytes], recipe: Recipe, flow: Side, year: int, rows: pl.DataFrame
) -> None:
    import polars as pl

    departements = [code for code, _, _ in recipe.departements]
    regions = [region.code for _, _, region in recipe.departements]
    a129, cpf4 = zip(*recipe.products, strict=True)

    rows.select(
        pl.lit(flow[0].upper()).alias("flow"),
        "quarter",
        pl.lit(year).alias("year"),
        coded(departements, "department").alias("departement"),
        coded(regions, "department").alias("region"),
        coded(a129, "product").alias("a129"),
        coded(cpf4, "product").alias("cpf4"),
        coded(recipe.countries, "country").alias("pays"),
        "value",
        "mass",
    ).write_csv(stream, include_header=False, separator=";", line_terminator="\r\n")
