"""The files of a territory and the package that describes them."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from tests.tabulation import frames
from tradefiche import files
from tradefiche.errors import ForeignFileError, OutputError, StorageError, TradeficheError
from tradefiche.formats import bundle, datapackage
from tradefiche.staging import make_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tradefiche.formats.csv import Dialect
    from tradefiche.tabulation.provenance import Meta

STEMS = ("totals", "partners", "products-cpf4", "flows-cpf4")


def write_bundle(
    folder: Path,
    territory: str,
    period: str,
    tables: Mapping[str, pl.DataFrame],
    meta: Meta,
    *,
    formats: Sequence[bundle.DataFormat] = bundle.FORMATS,
    dialect: Dialect = "standard",
) -> list[Path]:
    """Write the data files of one territory and period, as `write_bundles` does for each."""
    own = bundle._shares(tables, [territory])[territory]
    about = bundle._own(meta, territory, period)
    return bundle._write(bundle._Task(folder, own, about, tuple(formats), dialect, None))


def package_of(folder: Path, territory: str = "dept-59") -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / territory / "datapackage.json").read_bytes())
    return content


def snapshot(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def by_path(folder: Path) -> dict[str, dict[str, Any]]:
    return {resource["path"]: resource for resource in package_of(folder)["resources"]}


def test_every_format_is_written_under_the_contracts_names(tmp_path: Path) -> None:
    paths = write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta())

    wanted = {f"dept-59_2024_{stem}.{end}" for stem in STEMS for end in ("csv", "parquet", "json")}
    assert {path.name for path in paths} == wanted | {"dept-59_2024_cpf4.xlsx", "datapackage.json"}
    assert {path.parent for path in paths} == {tmp_path / "dept-59"}
    assert {path.name for path in (tmp_path / "dept-59").iterdir()} == {path.name for path in paths}


def test_only_the_formats_asked_for(tmp_path: Path) -> None:
    totals = {"totals": frames.totals("dept-59")}

    paths = write_bundle(
        tmp_path, "dept-59", "2024", totals, frames.meta(lang="en"), formats=("json", "csv")
    )

    assert [path.name for path in paths] == [
        "dept-59_2024_totals_en.csv",
        "dept-59_2024_totals_en.json",
        "datapackage.json",
    ]


def test_rows_of_other_territories_stay_out(tmp_path: Path) -> None:
    both = frames.totals("dept-59", "dept-01")
    meta = frames.meta("dept-59", "dept-01")

    for territory in ("dept-59", "dept-01"):
        write_bundle(tmp_path, territory, "2024", {"totals": both}, meta)

    for territory in ("dept-59", "dept-01"):
        stem = tmp_path / territory / f"{territory}_2024_totals"
        document = json.loads(stem.with_suffix(".json").read_bytes())
        assert pl.read_parquet(stem.with_suffix(".parquet"))["territory"].to_list() == [territory]
        assert [row["territory"] for row in document["tables"]["totals"]] == [territory]
        assert [place["id"] for place in document["meta"]["territories"]] == [territory]


def test_the_package_describes_every_file(tmp_path: Path) -> None:
    write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta())
    package = package_of(tmp_path)

    assert package["name"] == "tradefiche-dept-59"
    assert package["title"] == "Commerce extérieur – Nord"
    assert package["created"] == "2025-02-01T00:00:00Z"
    assert [licence["name"] for licence in package["licenses"]] == ["etalab-2.0"]
    assert "DGDDI/DSECE" in {source["title"] for source in package["sources"]}
    names = [resource["name"] for resource in package["resources"]]
    assert names == sorted(set(names))
    assert {r["path"] for r in package["resources"]} == {
        path.name for path in (tmp_path / "dept-59").iterdir() if path.name != "datapackage.json"
    }
    for resource in package["resources"]:
        assert "douanes françaises, résultats de février 2025" in resource["citation"]
        content = (tmp_path / "dept-59" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["origin"] == "customs"


@pytest.mark.parametrize("dialect", ["standard", "excel-fr"])
def test_a_csv_file_reads_by_its_description(tmp_path: Path, dialect: Dialect) -> None:
    write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta(), dialect=dialect)

    for name, stem in zip(frames.tables(), STEMS, strict=True):
        resource = by_path(tmp_path)[f"dept-59_2024_{stem}.csv"]
        text = (tmp_path / "dept-59" / resource["path"]).read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=resource["dialect"]["delimiter"]))
        fields = resource["schema"]["fields"]
        assert resource["profile"] == "tabular-data-resource"
        assert resource["schema"]["missingValues"] == [""]
        assert list(rows[0]) == [field["name"] for field in fields]
        for row, wanted in zip(rows, frames.tables()[name].iter_rows(named=True), strict=True):
            found = {field["name"]: _cast(row[field["name"]], field) for field in fields}
            assert {key: _bare(value) for key, value in found.items()} == wanted


def _bare(value: object) -> object:
    return value.removeprefix("'") if isinstance(value, str) else value


def _cast(text: str, field: dict[str, Any]) -> str | int | float | bool | None:
    constraints = field.get("constraints", {})
    if text == "":
        assert not constraints.get("required")
        return None
    assert text in constraints.get("enum", [text])
    match field["type"]:
        case "integer":
            assert int(text) >= constraints.get("minimum", int(text))
            return int(text)
        case "number":
            return float(text.replace(field.get("decimalChar", "."), "."))
        case "boolean":
            assert text in field["trueValues"] + field["falseValues"]
            return text in field["trueValues"]
        case _:
            return text


def test_two_runs_give_the_same_bytes_wherever_and_again(tmp_path: Path) -> None:
    for folder in (tmp_path / "a", tmp_path / "b" / "c", tmp_path / "a"):
        write_bundle(folder, "dept-59", "2024", frames.tables(), frames.meta())

    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b" / "c")


def test_the_package_keeps_what_earlier_calls_wrote(tmp_path: Path) -> None:
    older = {"totals": frames.totals("dept-59", period="2023")}
    newer = {"totals": frames.totals("dept-59")}
    for folder, calls in (("one", (older, newer)), ("two", (newer, older))):
        for tables in calls:
            period, release = ("2023", "2024-02") if tables is older else ("2024", "2025-02")
            meta = frames.meta(period=period, release=release)
            write_bundle(tmp_path / folder, "dept-59", period, tables, meta, formats=("csv",))

    found = by_path(tmp_path / "one")

    assert {path: r["release"] for path, r in found.items()} == {
        "dept-59_2023_totals.csv": "2024-02",
        "dept-59_2024_totals.csv": "2025-02",
    }
    assert package_of(tmp_path / "one")["created"] == "2025-02-01T00:00:00Z"
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_the_package_forgets_what_is_gone_and_does_not_vouch_for_what_changed(
    tmp_path: Path,
) -> None:
    write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta(), formats=("csv",))
    place = tmp_path / "dept-59"
    (place / "dept-59_2024_partners.csv").unlink()
    (place / "dept-59_2024_totals.csv").write_text("edited\n")
    (place / "dept-59_2024_balance.svg").write_text("<svg/>")
    (place / "notes.txt").write_text("of the user")

    write_bundle(
        tmp_path, "dept-59", "2024", {"flows": frames.flows()}, frames.meta(), formats=("csv",)
    )
    found = by_path(tmp_path)

    assert set(found) == {
        "dept-59_2024_balance.svg",
        "dept-59_2024_flows-cpf4.csv",
        "dept-59_2024_products-cpf4.csv",
        "dept-59_2024_totals.csv",
    }
    assert "schema" in found["dept-59_2024_products-cpf4.csv"]
    assert "schema" not in found["dept-59_2024_totals.csv"]
    assert found["dept-59_2024_totals.csv"]["bytes"] == 7
    assert found["dept-59_2024_balance.svg"]["mediatype"] == "image/svg+xml"


@pytest.mark.parametrize("content", ["{", "[]", '{"name": "other", "resources": [{"path": "x"}]}'])
def test_a_package_of_somebody_else_stays_as_it_is(tmp_path: Path, content: str) -> None:
    place = make_folder(tmp_path / "dept-59")
    (place / "datapackage.json").write_text(content)

    with pytest.raises(ForeignFileError, match=r"datapackage\.json"):
        write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta(), formats=("csv",))

    assert {path.name: path.read_text() for path in place.iterdir()} == {
        "datapackage.json": content
    }


def test_sample_and_customs_are_told_apart_in_one_folder(tmp_path: Path) -> None:
    real, made_up = frames.meta(), frames.meta(data="sample", period="2023")
    write_bundle(
        tmp_path, "dept-59", "2024", {"totals": frames.totals("dept-59")}, real, formats=("csv",)
    )
    sample = {"totals": frames.totals("dept-59", period="2023", data="sample")}
    write_bundle(tmp_path, "dept-59", "2023", sample, made_up, formats=("csv",))

    found = by_path(tmp_path)

    assert found["dept-59_2024_totals.csv"]["origin"] == "customs"
    assert found["dept-59_2023_totals.csv"]["origin"] == "sample"
    assert "synthétiques" in found["dept-59_2023_totals.csv"]["description"]
    assert [each["name"] for each in package_of(tmp_path)["licenses"]] == ["MIT", "etalab-2.0"]


def test_other_outputs_can_be_described_too(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "dept-59")
    files.write_text(place / "dept-59_2024_balance.svg", "<svg/>")

    output = datapackage.Output("dept-59_2024_balance.svg", "Solde par pays")
    datapackage.update(place, "dept-59", frames.meta(), [output])

    assert by_path(tmp_path)["dept-59_2024_balance.svg"]["title"] == "Solde par pays – Nord – 2024"


def test_a_fault_in_one_table_leaves_every_file_as_it_was(tmp_path: Path) -> None:
    write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta())
    before = snapshot(tmp_path)
    broken = frames.flows().with_columns(share_pct=pl.lit(float("nan")))

    with pytest.raises(TradeficheError, match="flows"):
        write_bundle(
            tmp_path,
            "dept-59",
            "2024",
            {**frames.tables(data="sample"), "flows": broken},
            frames.meta(),
        )

    assert snapshot(tmp_path) == before


def test_a_failing_write_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta())
    before = snapshot(tmp_path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tradefiche.staging.os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        write_bundle(
            tmp_path, "dept-59", "2024", frames.tables(data="sample"), frames.meta(data="sample")
        )

    assert snapshot(tmp_path) == before


def test_a_folder_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    make_folder(tmp_path / "dept-59" / "dept-59_2024_totals.csv")

    with pytest.raises(OutputError, match=r"cannot create .*dept-59_2024_totals\.csv"):
        write_bundle(tmp_path, "dept-59", "2024", frames.tables(), frames.meta())
