"""A batch: the same bytes however it is made, resumed, listed; one fault leaves the others."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from functools import cache
from html import unescape
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

import tradefiche as tf
from tests.publication.documents import question, sample
from tests.publication.webpages import parsed
from tests.running import launch, one_line, run
from tradefiche.errors import ForeignFileError
from tradefiche.files import alone
from tradefiche.publication import overview
from tradefiche.publication.batch import folder as folders
from tradefiche.publication.batch import run as batch
from tradefiche.publication.batch import workers
from tradefiche.publication.batch.run import make_fiches
from tradefiche.publication.data import gather
from tradefiche.reference.gazetteer import gazetteer
from tradefiche.reference.periods import Period
from tradefiche.settings import config_dirs, shipped_config
from tradefiche.tabulation.answer import answer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.publication.webpages import Element
    from tradefiche.publication.data import FicheData
    from tradefiche.publication.render import Maker, Task
    from tradefiche.tabulation.answer import Query

PLACES = ("dept-59", "dept-48", "dept-20", "region-32", "france")
SMALL = ("dept-48", "dept-20", "dept-974")


def query(*ids: str) -> Query:
    places = gazetteer(config_dirs())
    found = (places.by_id(each) for each in ids)
    return replace(question("fr"), territories=tuple(each for each in found if each))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def listed(folder: Path, **which: object) -> dict[str, Any]:
    """Return the one edition of the manifest that has these values."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (found,) = (
        each
        for each in manifest["editions"]
        if all(each[name] == value for name, value in which.items())
    )
    edition: dict[str, Any] = found
    return edition


def assert_listed(folder: Path) -> None:
    """Check that folder and manifest have the same indexes, data and sitemap."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = [file for each in manifest["editions"] for file in (each["index"], *each["files"])]
    hashes = {file["path"]: file["sha256"] for file in (*files, manifest["sitemap"]) if file}
    there = {path: content for path, content in contents(folder).items()
             if path.startswith(("index", "data/", "sitemap"))}  # fmt: skip
    assert {path: hashlib.sha256(each).hexdigest() for path, each in there.items()} == hashes


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


counted, answered = cache(gather), cache(answer)
"""The tables of a question, counted once: these tests are of what is made of them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the fiches of all ``PLACES`` in both formats, made one by one."""
    folder = tmp_path_factory.mktemp("made")
    make_fiches(query(*PLACES), folder)
    return folder


@pytest.fixture(autouse=True)
def tables_at_hand(made: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Query], FicheData]:
    """Take the sample's tables from those of every territory, which are counted once.

    Those of `made`, and where a test asks something else, are counted for what is asked, once.
    """
    assert made

    def at_hand(asked: Query) -> FicheData:
        whole = sample(asked.lang)
        here = asked.store.folder == whole.query.store.folder
        # a batch names the year, which the sample's is when none is named
        everything = replace(whole.query, years=(Period.of_year(2024),))
        alike = replace(
            asked, store=everything.store, territories=everything.territories, look=None
        )
        return replace(whole, query=asked) if here and alike == everything else counted(asked)

    monkeypatch.setattr(batch, "gather", at_hand)
    monkeypatch.setattr(overview, "answer", answered)
    return at_hand


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a configuration with which Lozère alone cannot be told."""
    folder = tmp_path / "config"
    folder.mkdir()
    text = (shipped_config() / "fiche.yaml").read_text("utf-8")
    phrase = '    note_dept-48: {fr: "{amount}", en: "{amount}"}\n'
    line = "    note_dept-20:"
    assert line in text
    (folder / "fiche.yaml").write_text(text.replace(line, phrase + line), "utf-8")
    return folder


def test_the_same_bytes_side_by_side_in_another_order_and_folder(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "gather", gather)  # what processes are sent is what is asked for
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 2)
    attempt, here = workers.attempt, []

    def noted(maker: Maker, task: Task) -> workers.Made:
        here.append(task.territory)
        return attempt(maker, task)

    monkeypatch.setattr(workers, "attempt", noted)  # not in the process that starts
    make_fiches(query(*reversed(PLACES)), tmp_path / "other", jobs=2)
    assert contents(tmp_path / "other") == contents(made)
    assert 0 < len(here) < len(PLACES)


def test_most_batches_here_take_the_tables_that_are_at_hand(
    tables_at_hand: Callable[[Query], FicheData],
) -> None:
    asked = replace(query("dept-48"), years=(Period.of_year(2024),))
    assert tables_at_hand(asked).answer is sample("fr").answer
    assert tables_at_hand(replace(asked, highlight=3)).answer is not sample("fr").answer


def test_the_manifest_tells_what_is_there(made: Path) -> None:
    manifest = listed(made)
    files = [file for each in manifest["territories"] for file in each["files"]]
    files += [manifest["index"], *manifest["files"]]
    there = contents(made)
    assert {file["path"] for file in files} == {*there} - {"manifest.json"}
    for file in files:
        content = there[file["path"]]
        assert file["bytes"] == len(content)
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    assert manifest["complete"]
    assert manifest["command"] == (
        "tradefiche fiche --dept 20 --dept 48 --dept 59 --region 32 --france --year 2024 --sample"
    )
    assert {each["name"] for each in manifest["inputs"]["sources"]}
    assert manifest["inputs"]["config"]["fiche.yaml"]


def test_what_has_not_changed_is_not_made_again(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    stamps = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    outcome = make_fiches(query(*PLACES), folder)
    assert (outcome.made, outcome.kept) == (0, len(PLACES))
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == stamps


@pytest.mark.parametrize("spoil", ["altered", "gone", "unlisted"])
def test_what_is_not_whole_is_made_again(made: Path, tmp_path: Path, spoil: str) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    path = folder / "dept-48" / "dept-48_2024.html"
    if spoil == "altered":
        path.write_bytes(path.read_bytes().replace(b"Loz", b"Laz"))
    elif spoil == "gone":
        path.unlink()
    else:
        (folder / "manifest.json").write_text('{"software": "tradefiche 0.0.1"}')
    outcome = make_fiches(query(*PLACES), folder)
    assert outcome.made == (len(PLACES) if spoil == "unlisted" else 1)
    assert contents(folder) == contents(made)


def test_what_the_index_lists_is_counted_with_the_fiches() -> None:
    """Régions of one département and Monaco have no fiche here; they are not counted apart."""
    places = gazetteer(config_dirs())
    asked = replace(question("fr"), territories=places.units)

    there = gather(asked).answer.meta.territories

    listed = (*places.units, places.monaco, *places.regions, places.france)
    assert there.keys() == {each.id for each in listed}


def test_force_makes_everything(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    outcome = make_fiches(query(*PLACES), folder, formats=["html"], force=True)
    assert outcome.made == len(PLACES)
    assert {**contents(made), "manifest.json": b""} == {**contents(folder), "manifest.json": b""}


def test_other_options_are_made_anew(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    changed = replace(query("dept-48", "dept-20"), highlight=3)
    assert make_fiches(changed, folder, formats=["html"]).made == 2
    # of the other edition nothing stays in the list
    assert [each["id"] for each in listed(folder)["territories"]] == ["dept-20", "dept-48"]


def test_an_interrupted_batch_goes_on_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = query(*SMALL)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    make_fiches(asked, whole, formats=["html"])

    def stopped(
        tasks: list[Task], data: FicheData, *, together: tuple[str, ...], jobs: int
    ) -> Iterator[workers.Made]:
        yield next(workers.made(tasks, data, together=together, jobs=jobs))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(batch, "made", stopped)
        with pytest.raises(KeyboardInterrupt):
            make_fiches(asked, cut, formats=["html"])
    assert not listed(cut)["complete"]
    assert len(listed(cut)["territories"]) == 1
    assert "index" not in listed(cut) or listed(cut)["index"] is None

    outcome = make_fiches(asked, cut, formats=["html"])
    assert (outcome.made, outcome.kept) == (2, 1)
    assert contents(cut) == contents(whole)


def test_one_sentence_of_an_agency_makes_the_fiches_anew(tmp_path: Path) -> None:
    own = tmp_path / "config"
    own.mkdir()
    asked = ("fiche", "--dept", "48", "--sample", "--format", "html", "--json")
    words = (*asked, "-o", tmp_path / "out")
    assert run(*words).json["kept"] == 0
    assert run(*words).json["kept"] == 1
    (own / "fiche.yaml").write_text(
        'phrases: {cover: {kicker_dept: {fr: "Une phrase à nous"}}}', "utf-8"
    )
    assert run(*words, "--config-dir", own).json["kept"] == 0
    page = (tmp_path / "out" / "dept-48" / "dept-48_2024.html").read_text("utf-8")
    assert "Une phrase à nous" in page
    config = listed(tmp_path / "out")["inputs"]["config"]
    assert config["own/fiche.yaml"] == hashlib.sha256((own / "fiche.yaml").read_bytes()).hexdigest()
    assert config["fiche.yaml"] != config["own/fiche.yaml"]


def test_fiches_of_several_calls_share_an_index(tmp_path: Path) -> None:
    make_fiches(query("dept-48"), tmp_path, formats=["html"])
    assert not (tmp_path / "index.html").exists()
    make_fiches(query("dept-20"), tmp_path, formats=["html"])
    make_fiches(query("dept-974"), tmp_path, formats=["html"])
    entries = {each["id"]: each["command"] for each in listed(tmp_path)["territories"]}
    assert list(entries) == ["dept-20", "dept-48", "dept-974"]
    assert entries["dept-48"] == "tradefiche fiche --dept 48 --year 2024 --sample --format html"
    links = {a.attributes["href"] for a in parsed((tmp_path / "index.html").read_bytes()).all("a")}
    assert {f"{each}/{each}_2024.html" for each in SMALL} <= links


@pytest.mark.parametrize(
    ("jobs", "places"), [("1", ("48", "20", "974")), ("2", ("48", "20", "974", "23", "15", "05"))]
)
def test_one_failing_territory_leaves_the_others(
    broken: Path, tmp_path: Path, jobs: str, places: tuple[str, ...]
) -> None:
    words = [word for each in places for word in ("--dept", each)]
    result = run(
        "fiche", *words, "--sample", "--format", "html", "--jobs", jobs, "--json",
        "--config-dir", broken, "-o", tmp_path / "out",
    )  # fmt: skip
    assert result.code == 1
    assert (
        "1 fiche could not be made: dept-48 (fiche.yaml: phrases.cover.note_dept-48" in result.err
    )
    (failed,) = result.json["failed"]
    assert failed["id"] == "dept-48"
    manifest = listed(tmp_path / "out")
    assert [each["id"] for each in manifest["failed"]] == ["dept-48"]
    assert not manifest["complete"]
    others = [f"dept-{each}" for each in sorted({*places} - {"48"})]
    assert [each["id"] for each in manifest["territories"]] == others
    assert "dept-48/" not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_the_fault_of_a_single_fiche_is_its_own(broken: Path, tmp_path: Path) -> None:
    result = run("fiche", "--dept", "48", "--sample", "--config-dir", broken, "-o", tmp_path / "o")
    assert result.code == 78


def test_a_folder_that_cannot_be_written_is_told(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    shutil.rmtree(folder / "dept-48")
    (folder / "dept-48").write_text("in the way")
    outcome = make_fiches(query(*PLACES), folder)
    assert [each.id for each in outcome.failed] == ["dept-48"]
    assert "cannot create" in outcome.failed[0].error


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("manifest.json", b""),
        ("manifest.json", b"\xff"),
        ("manifest.json", b"[]"),
        ("manifest.json", b'{"software": 1}'),
        ("manifest.json", b'{"name": "my site", "start_url": "/"}'),
        ("index.html", b"<!DOCTYPE html><title>My site</title>"),
        ("index_2023.html", b"<!DOCTYPE html><title>My site</title>"),
    ],
)
def test_what_somebody_else_has_made_stays(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    words = ("--dept", "48", "--dept", "20", "--year", "2023..2024", "--sample")
    result = run("fiche", *words, "--format", "html", "-o", tmp_path)
    assert result.code == 73
    assert name in one_line(result.err)
    assert contents(tmp_path) == {name: content}


def test_what_killed_calls_were_writing_goes(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    for place in (folder, folder / "dept-59"):
        (place / ".tradefiche-0123456789abcdef").write_bytes(b"half")
    assert make_fiches(query(*PLACES), folder).made == 0
    assert contents(folder) == contents(made)


def test_two_calls_into_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first and goes on from what that has made, or is 75."""
    words = ("fiche", "--sample", "--format", "html", "-o", tmp_path / "out")
    with alone(tmp_path / "out", wait=0), monkeypatch.context() as patch:
        patch.setattr(folders, "WAIT_SECONDS", 0.1)
        result = run(*words, "--dept", "48")
    assert result.code == 75
    assert "try again later" in one_line(result.err)
    assert contents(tmp_path / "out") == {}

    def make(*ids: str) -> None:
        make_fiches(query(*ids), tmp_path / "out", formats=["html"])

    first = Thread(target=make, args=SMALL)
    first.start()
    make("dept-59")
    first.join()

    manifest = listed(tmp_path / "out")
    ids = [each["id"] for each in manifest["territories"]]
    assert ids == ["dept-20", "dept-48", "dept-59", "dept-974"]
    files = [file for each in manifest["territories"] for file in each["files"]]
    there = contents(tmp_path / "out")
    for file in (*files, manifest["index"]):
        assert hashlib.sha256(there[file["path"]]).hexdigest() == file["sha256"]
    assert len(files) == len(ids)


def test_a_page_leads_to_the_pdf_beside_it_with_its_size(made: Path, tmp_path: Path) -> None:
    name = "dept-48/dept-48_2024"

    def led(folder: Path) -> dict[str, str]:
        bar = parsed((folder / f"{name}.html").read_bytes()).one("div", class_="around")
        return {each.text: each.attributes["href"] for each in bar.all("a")}

    def kilobytes(folder: Path) -> str:
        return f"Cette fiche en PDF ({(folder / f'{name}.pdf').stat().st_size / 1000:.0f}\u00a0ko)"

    assert led(made)[kilobytes(made)] == "dept-48_2024.pdf"
    make_fiches(query("dept-48"), tmp_path, formats=["html"])
    assert "dept-48_2024.pdf" not in led(tmp_path).values()
    make_fiches(query("dept-48"), tmp_path, formats=["pdf"])
    kept = contents(tmp_path)
    assert make_fiches(query("dept-48"), tmp_path, formats=["html"]).made == 1
    assert led(tmp_path)[kilobytes(tmp_path)] == "dept-48_2024.pdf"
    assert contents(tmp_path)[f"{name}.pdf"] == kept[f"{name}.pdf"]
    assert make_fiches(query("dept-48"), tmp_path).made == 0
    (tmp_path / f"{name}.pdf").unlink()
    assert make_fiches(query("dept-48"), tmp_path, formats=["html"]).made == 1
    assert contents(tmp_path)[f"{name}.html"] == kept[f"{name}.html"]


def test_the_agency_of_a_theme_stands_in_the_foot_of_pages_and_in_the_pdf(tmp_path: Path) -> None:
    look = tmp_path / "agence.yaml"
    look.write_text(
        """agency:
  name: Agence <du> Nord
  contact: mailto:contact@agence.example
  accessibility: {fr: "[non conforme](https://agence.example/rgaa), 2026", en: not compliant}
  legal: https://agence.example/mentions
"""
    )
    own = replace(query("dept-48", "dept-976"), look=look)
    out = tmp_path / "out"
    make_fiches(own, out)
    for name in ("index.html", "dept-48/dept-48_2024.html"):
        foot = parsed((out / name).read_bytes()).one("footer")
        lines = [each.text for each in foot.all("p")]
        at = lines.index("Agence <du> Nord")
        assert lines[at + 1 : at + 4] == [
            "Contact", "Accessibilité\u00a0: non conforme, 2026", "Mentions légales",
        ]  # fmt: skip
        led = [each.attributes["href"] for each in foot.all("a")]
        assert [each for each in led if "agence.example" in each] == [
            "mailto:contact@agence.example",
            "https://agence.example/rgaa",
            "https://agence.example/mentions",
        ]
    last = PdfReader(out / "dept-48" / "dept-48_2024.pdf").pages[-1].extract_text()
    assert "Agence <du> Nord" in last


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    make_fiches(query("dept-48"), folder, formats=["html"])
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    outside = tmp_path / "dept-48_2024.html"
    shutil.copy(folder / "dept-48" / outside.name, outside)
    entries = manifest["editions"][0]["territories"]
    entry = entries[0]
    entries.append(
        {**entry, "id": "dept-23", "files": [{**entry["files"][0], "path": f"../{outside.name}"}]}
    )
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    make_fiches(query("dept-20"), folder, formats=["html"])
    assert [each["id"] for each in listed(folder)["territories"]] == ["dept-20", "dept-48"]


def test_english_fiches_have_an_index_of_their_own(tmp_path: Path) -> None:
    english = replace(query("dept-48", "dept-20"), lang="en")
    make_fiches(english, tmp_path, formats=["html"])
    assert {path.name for path in tmp_path.iterdir()} == {
        "data", "dept-20", "dept-48", "index_en.html", "manifest.json",
    }  # fmt: skip
    root = parsed((tmp_path / "index_en.html").read_bytes())
    assert root.one("html").attributes["lang"] == "en"


def editions(*years: int) -> Query:
    return replace(query("dept-48", "dept-976"), years=tuple(map(Period.of_year, years)))


def test_years_and_languages_of_one_call_or_several_are_one_folder(tmp_path: Path) -> None:
    once, bit_by_bit = tmp_path / "once", tmp_path / "bit"
    paths = tf.fiche(
        dept=[48, 976], year="2023..2024", lang=["fr", "en"], format="html", sample=True,
        output=once,
    )  # fmt: skip
    there = contents(once)
    assert {path.relative_to(once).as_posix() for path in paths} == {*there}
    places = ("dept-48", "dept-976")
    tails = ("2023", "2023_en", "2024", "2024_en")
    indexes = {"index.html", "index_en.html", "index_2023.html", "index_2023_en.html"}
    kinds = ("csv", "parquet", "xlsx")
    data = {f"data/ranking_{tail}.{kind}" for tail in tails for kind in kinds}
    assert {*there} == indexes | data | {"manifest.json"} | {
        f"{place}/{place}_{tail}.html" for place in places for tail in tails
    }
    assert listed(once, period="2023", lang="en")["index"]["path"] == "index_2023_en.html"
    assert b"fiche --dept 48 --dept 976 --year 2023 --sample --lang en" in there["manifest.json"]
    for name, other in (
        ("dept-48/dept-48_2023.html", "dept-48_2023_en.html"),
        ("index_en.html", "index.html"),
    ):
        links = [each.attributes for each in parsed(there[name]).all("link")]
        (found,) = (each for each in links if each["rel"] == "alternate")
        assert (found["href"], found["hreflang"]) == (
            other,
            "fr" if other == "index.html" else "en",
        )

    first = make_fiches(editions(2023), bit_by_bit, formats=["html"])
    assert first.behind == ()
    assert {*contents(bit_by_bit)} >= {"index.html"}
    made_first = (bit_by_bit / "index.html").read_bytes()
    newer = make_fiches(editions(2024), bit_by_bit, langs=("fr", "en"), formats=["html"])
    assert [(each.period, each.lang) for each in newer.behind] == [("2023", "fr")]
    assert (bit_by_bit / "index_2023.html").read_bytes() == made_first, "it has moved as it was"
    for _ in range(2):  # what earlier calls have made leads to later ones now
        make_fiches(editions(2023), bit_by_bit, langs=("fr", "en"), formats=["html"])
        last = make_fiches(editions(2024), bit_by_bit, langs=("fr", "en"), formats=["html"])
    assert last.made == 0
    assert contents(bit_by_bit) == there


def test_what_former_versions_listed_apart_is_joined(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    shutil.copytree(made, folder)
    former = listed(folder)
    (folder / "manifest.json").write_text(json.dumps({"software": "tradefiche 0.1", **former}))
    english = {**former, "software": "tradefiche 0.1", "lang": "en", "territories": []}
    (folder / "manifest_en.json").write_text(json.dumps(english))
    (folder / "manifest-mine.json").write_text('{"software": "mine"}')
    assert make_fiches(query(*PLACES), folder).made == 0
    assert listed(folder, lang="fr") == former
    assert listed(folder, lang="en")["period"] == "2024"
    assert not (folder / "manifest_en.json").exists()
    assert (folder / "manifest-mine.json").exists()


def test_the_sample_and_the_customs_do_not_lead_to_each_other(tmp_path: Path) -> None:
    make_fiches(editions(2024), tmp_path, formats=["html"])
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"data": "sample"', '"data": "customs"'))
    make_fiches(replace(editions(2024), lang="en"), tmp_path, formats=["html"])
    page = (tmp_path / "dept-48" / "dept-48_2024_en.html").read_text("utf-8")
    assert "dept-48_2024.html" not in page


def test_it_says_what_it_keeps(tmp_path: Path) -> None:
    words = ("fiche", "--dept", "48", "--sample", "--format", "html", "-o", tmp_path)
    first, again = run(*words), run(*words)
    assert first.out == again.out
    assert first.out.splitlines() == [
        str(tmp_path / "dept-48" / "dept-48_2024.html"), str(tmp_path / "manifest.json")
    ]  # fmt: skip
    assert first.err == ""
    assert again.err == "tradefiche: 0 made, 1 unchanged\n"
    english = run(*words, "--lang", "en")
    assert english.err == (
        "tradefiche: the pages of 2024 (fr) do not lead to what is new yet: call again for them\n"
    )


def test_processes_start_from_the_command_line(tmp_path: Path) -> None:
    words = [word for each in ("48", "20", "974", "23", "15", "05") for word in ("--dept", each)]
    more = ("--sample", "--pages", "essentiel", "--format", "html", "--jobs", "2")
    result = launch("fiche", *words, *more, "-o", tmp_path)
    assert (result.code, result.err) == (0, "")
    assert len(result.out.splitlines()) == 11


def test_jobs_are_counted_from_one() -> None:
    assert run("fiche", "--dept", "48", "--sample", "--jobs", "0").code == 2


@pytest.fixture(scope="module")
def index(made: Path) -> Element:
    return parsed((made / "index.html").read_bytes())


def test_every_link_leads_somewhere_and_every_file_is_linked(index: Element, made: Path) -> None:
    links = {a.attributes["href"] for a in index.all("a")}
    ids = {each.attributes["id"] for each in index if "id" in each.attributes}
    local = {link for link in links if not link.startswith(("http", "#"))}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert local == {*contents(made)} - {"index.html"}


def test_the_index_runs_its_own_script_and_nothing_else(index: Element) -> None:
    import base64

    script, style = index.script, index.one("head").one("style")
    assert list(script.attributes) == []
    policy = index.all("meta")[1].attributes["content"]
    for each in (script, style):
        digest = base64.b64encode(hashlib.sha256(each.text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not any("style" in e.attributes or "src" in e.attributes for e in index)


def test_the_index_is_complete_without_its_script(index: Element) -> None:
    assert "hidden" in index.one("div", id="finder").attributes
    rows = index.one("section", id="list").all("tr")
    named = {row.attributes["data-names"].split("|")[0] for row in rows
             if "data-names" in row.attributes}  # fmt: skip
    assert named == {"59", "48", "20", "32", "FR"}


def test_the_index_has_a_tile_for_each_departement(index: Element) -> None:
    drawn = index.one("figure", class_="map").one("svg")
    assert len(drawn.all("rect")) == 100
    assert {a.one("text").text for a in drawn.all("a")} == {"59", "48", "20"}
    assert {a.one("title").text.partition(" (")[0] for a in drawn.all("a")} == {
        "Nord", "Lozère", "Corse",
    }  # fmt: skip


def test_its_totals_are_those_of_the_tables(index: Element) -> None:
    said = index.text.replace("\u202f", " ").replace("\u00a0", " ")
    for figure in ("580 354,5", "684 776,3", "−104 421,9", "28 822,9", "40 986,6", "68 021,0"):
        assert figure in said


def test_the_first_units_are_those_with_a_fiche(index: Element) -> None:
    table = index.one("table", class_="top")
    assert table.one("caption").text == "Départements qui ont une fiche ici"
    rows = table.one("tbody").all("tr")
    assert [row.one("a").text for row in rows] == ["Nord", "Lozère", "Corse"]


def addressed(path: Path, address: str) -> dict[str, str | None]:
    """Check that a page says this address of itself; return the links of its head."""
    root = parsed(path.read_bytes())
    links = {each.attributes["rel"]: each.attributes["href"] for each in root.all("link")}
    assert links["canonical"] == address
    assert root.one("meta", property="og:url").attributes["content"] == address
    assert json.loads(root.one("script", type="application/ld+json").text)["url"] == address
    return {str(rel): href for rel, href in links.items()}


def test_where_the_site_is_known_pages_and_a_sitemap_say_their_addresses(tmp_path: Path) -> None:
    theme = tmp_path / "theme.yaml"
    theme.write_text("site: https://www.exemple.fr/commerce&douane/\n", "utf-8")
    asked = replace(query("dept-48", "dept-976"), look=theme)
    folder = tmp_path / "out"
    made = make_fiches(asked, folder, langs=("fr", "en"), formats=["html"])
    base = "https://www.exemple.fr/commerce&douane/"
    assert made.files[-1] == folder / "sitemap.xml"
    sitemap = unescape((folder / "sitemap.xml").read_text("utf-8"))
    places = re.findall("<loc>(.*?)</loc>", sitemap)
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {*places} == {base + page for page in pages}
    for page in ("index.html", "dept-48/dept-48_2024.html"):
        links = addressed(folder / page, base + page)
        assert links["alternate"] == base + page.replace(".html", "_en.html")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["sitemap"]["path"] == "sitemap.xml"
    assert [*made.notices()] == []
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    make_fiches(asked, folder, langs=("fr", "en"), formats=["html"])
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == written
    moved = tmp_path / "moved"
    shutil.copytree(folder, moved)
    path = moved / "manifest.json"
    path.write_text(path.read_text("utf-8").replace('"period": "2024"', '"period": "2023"'))
    make_fiches(query("dept-48", "dept-976"), moved, formats=["html"])
    addressed(moved / "index_2023.html", base + "index_2023.html")
    assert_listed(moved)
    (folder / "data" / "ranking_2024.csv").write_text("mine")
    less, behind = make_fiches(query("dept-48"), folder, formats=["html"]).notices()
    assert less.startswith("1 fiche of 2024 (fr) in the folder, made from other data")
    assert behind.startswith("the pages of 2024 (en) do not lead"), "they led to index.html"
    assert [each["id"] for each in listed(folder, lang="fr")["territories"]] == ["dept-48"]
    assert not (folder / "sitemap.xml").exists(), "nobody says what the address is"
    (folder / "data" / "ranking_2024.csv").unlink()  # it is there still, since somebody altered it
    assert_listed(folder)
    (folder / "sitemap.xml").write_text("<urlset/>")
    make_fiches(query("dept-48"), folder, formats=["html"])
    assert (folder / "sitemap.xml").read_text() == "<urlset/>", "it is somebody else's"
    with pytest.raises(ForeignFileError):
        make_fiches(asked, folder, formats=["html"])


def test_an_index_goes_with_the_fiches_that_it_was_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fiches(query("dept-48", "dept-976"), tmp_path, formats=["html"])
    path = tmp_path / "manifest.json"
    digest = listed(tmp_path)["inputs"]["digest"]
    path.write_text(path.read_text("utf-8").replace(digest, "of another version"), "utf-8")
    with monkeypatch.context() as patch:  # a call that is stopped does not forget them
        patch.setattr(batch, "write_indexes", stopped)
        with pytest.raises(KeyboardInterrupt):
            make_fiches(query("dept-48"), tmp_path, formats=["html"])
    assert (tmp_path / "index.html").exists()
    make_fiches(query("dept-48"), tmp_path, formats=["html"])
    assert not (tmp_path / "index.html").exists()
    assert not (tmp_path / "data").exists()
    assert listed(tmp_path)["index"] is None


def test_a_region_of_one_unit_stands_with_it(tmp_path: Path) -> None:
    make_fiches(query("dept-20", "region-94", "region-01"), tmp_path, formats=["html"])
    page = parsed((tmp_path / "index.html").read_bytes())
    rows = {row.attributes["data-code"]: row for row in page.all("tr")
            if "data-code" in row.attributes}  # fmt: skip
    assert [*rows] == ["region-01", "20"]
    links = {a.attributes["href"] for a in rows["20"].all("a")}
    assert links == {"dept-20/dept-20_2024.html", "region-94/region-94_2024.html"}
    assert rows["20"].attributes["data-kind"] == "dept unit region"


def test_parts_and_territoires_d_industrie_find_their_unit(index: Element) -> None:
    rows = {row.one("th").one("a").text: row.attributes for row in index.all("tr")
            if "data-names" in row.attributes}  # fmt: skip
    names = {"20", "2A", "2B", "Corse-du-Sud", "Haute-Corse", "Corsica"}
    assert names <= {*rows["Corse"]["data-names"].split("|")}
    assert "Aa – Dunkerque – Flandre" in rows["Nord"]["data-areas"].split("|")
    assert "59" not in rows["Hauts-de-France"]["data-names"].split("|")
