"""Whatever goes wrong with the fourteen workbooks: none of them is held, or all, and right.

`--endurance` runs a hundred sequences.
"""

from __future__ import annotations

import io
import itertools
import shutil
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

import pytest

from tests.customs.remote import customs, faults, kiosk, settings, store
from tests.customs.remote.server import Resource, Site, serving
from tests.datasets import Dice
from tests.running import one_line, run
from tests.workbooks import Row, region_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.customs.remote.kiosk import Edition

SEED = 20261129
SEQUENCES, FEW = 100, 6
AGAIN = 2
"""Every second fetch is done once more, with nothing wrong."""
ENDS = 0.5
YEARS = (2025,)
Start = Literal["empty", "some", "all"]
Trouble: TypeAlias = "Callable[[Trial, str], None]"


@dataclass
class Ground:
    """A site, the editions of three months, and stores to start from."""

    site: Site
    url: str
    september: Edition
    october: Edition
    november: Edition
    stores: dict[Start, Path]
    folder: Path


@dataclass
class Trial:
    """One fetch: what comes of it if all goes well, and the exit code that must come of it."""

    dice: Dice
    ground: Ground
    start: Start
    sums: kiosk.Sums
    code: int = 0

    @property
    def site(self) -> Site:
        return self.ground.site

    def k(self) -> int:
        """Choose where in a file something happens."""
        return self.dice.choice((1, 100, self.dice.randint(2, 4000)))

    def put(self, region: str, body: bytes) -> None:
        self.site.resources[kiosk.path(region)] = Resource(body, age=-120)


def drop(it: Trial, region: str) -> None:
    it.site.spoil(kiosk.path(region), *[faults.drop(it.k()) for _ in range(it.dice.randint(1, 3))])


def cut(it: Trial, region: str) -> None:
    it.site.spoil(kiosk.path(region), faults.cut(it.k()))


def failing(it: Trial, region: str) -> None:
    it.site.spoil(kiosk.path(region), *[faults.status(500)] * it.dice.randint(1, 3))


def busy(it: Trial, region: str) -> None:
    code = it.dice.choice((429, 503))
    it.site.spoil(kiosk.path(region), faults.status(code, Retry_After="0"))


def drip(it: Trial, region: str) -> None:
    it.site.spoil(kiosk.path(region), faults.drip(900, 0.001))


def ignored_range(it: Trial, region: str) -> None:
    it.site.spoil(kiosk.path(region), faults.cut(it.k()), faults.ignore_range)


def changed(it: Trial, region: str) -> None:
    """A zip becomes that of the next release between two parts."""
    newer = it.ground.november
    it.site.spoil(kiosk.path(region), faults.cut(it.k()), faults.change(newer.zips[region]))
    it.sums |= newer.of(YEARS, [region])


def cut_and_announced(it: Trial, region: str) -> None:
    it.site.lasting[kiosk.path(region)] = faults.cut_and_announced(it.k())
    it.code = 65


def missing(it: Trial, region: str) -> None:
    it.site.lasting[kiosk.path(region)] = faults.status(404)
    it.code = 69


def asking_to_wait(it: Trial, region: str) -> None:
    it.site.lasting[kiosk.path(region)] = faults.status(503, Retry_After="600")
    it.code = 75


def redirected(it: Trial, region: str) -> None:
    path = kiosk.path(region)
    elsewhere = it.ground.url.replace("127.0.0.1", "localhost")
    it.site.lasting[path] = faults.redirect(it.dice.choice((path, elsewhere + path)))
    it.code = 69


def page_instead(it: Trial, region: str) -> None:
    it.site.lasting[kiosk.path(region)] = faults.page_instead
    it.code = 65


def another_region(it: Trial, region: str) -> None:
    other = it.dice.choice([each for each in kiosk.REGIONS if each != region])
    it.put(region, it.ground.october.zips[other])
    it.code = 65


def one_flow(it: Trial, region: str) -> None:
    half = kiosk.edition(it.ground.folder / "half", YEARS, flows="I", regions=[region])
    it.put(region, half.zips[region])
    it.code = 65


def thousandfold(it: Trial, region: str) -> None:
    [slipped] = kiosk.edition(
        it.ground.folder / "slip", YEARS, percent=100_000, regions=[region]
    ).zips.values()
    it.put(region, slipped)
    it.code = 65


def odd_cell(it: Trial, region: str) -> None:
    rows = [Row("59", flow, values={2025: "about 12"}, region=region) for flow in "EI"]
    it.put(region, region_zip(it.ground.folder / "odd", region, rows).read_bytes())
    it.code = 65


def another_year(it: Trial, region: str) -> None:
    [older] = kiosk.edition(it.ground.folder / "year", (2022,), regions=[region]).zips.values()
    it.put(region, older)
    it.code = 69


def bomb(it: Trial, region: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"REGION_{region}_A_EXPORT.xlsx", b"\0" * 3_000_000)
    it.put(region, content.getvalue())
    it.code = 65


PASSING: dict[str, Trouble] = {
    "drop at byte k": drop,
    "cut short of its length": cut,
    "500 some times": failing,
    "429 or 503 with Retry-After": busy,
    "slow drip": drip,
    "ignored Range": ignored_range,
    "changed between two parts": changed,
}
FINAL: dict[str, Trouble] = {
    "cut short, and announced so": cut_and_announced,
    "404": missing,
    "asked to wait": asking_to_wait,
    "redirects": redirected,
    "HTML for a zip": page_instead,
    "another région": another_region,
    "one flow": one_flow,
    "a thousandfold": thousandfold,
    "a cell that is no number": odd_cell,
    "another year": another_year,
    "zip bomb": bomb,
}
EVERY = PASSING | FINAL


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    site = Site()
    september, october, november = (
        kiosk.edition(
            tmp_path / str(month), YEARS, percent=98 + month, date=(2026, month, 8, 8, 0, 0)
        )
        for month in (9, 10, 11)
    )
    with serving(site) as url:
        september.put(site)
        stores: dict[Start, Path] = {}
        words: dict[Start, tuple[str, ...] | None] = {
            "empty": None,
            "some": ("--region", "11,32"),
            "all": ("--source", "workbooks"),
        }
        config = settings.config(tmp_path / "config", kiosk.source(url))
        for start, asked in words.items():
            stores[start] = tmp_path / "stores" / start
            stores[start].mkdir(parents=True)
            options = ("--data-dir", stores[start], "--config-dir", config)
            assert asked is None or run("fetch", *asked, *options).code == 0
        yield Ground(site, url, september, october, november, stores, tmp_path)


def trial(ground: Ground, dice: Dice, finals: Iterator[str]) -> tuple[Trial, list[str]]:
    """Draw a fetch of October's zips and what goes wrong with it; what ends it comes in turn."""
    ground.site.heal()
    ground.site.resources.clear()
    ground.october.put(ground.site, age=-60)
    start: Start = dice.choice(("empty", "some", "all"))
    it = Trial(dice, ground, start, dict(ground.october.sums))
    names = dice.sample(list(PASSING), dice.randint(1, 3))
    if dice.random() < ENDS:
        names[0] = next(finals)
    for name, region in zip(names, dice.sample(kiosk.REGIONS, len(names)), strict=True):
        EVERY[name](it, region)
    return it, names


def attempt(it: Trial, place: Path, said: str) -> None:
    """Fetch, and see that the exit code and the store are as they must be."""
    before = store.files(place)
    page = settings.index(it.ground.url + customs.INDEX)
    first = it.dice.random() < 0.5
    sources = [*([page] if first else []), kiosk.source(it.ground.url)]
    config = settings.config(it.ground.folder / "config", *sources, attempts=8)
    words = () if first else ("--source", "workbooks")

    result = run("fetch", *words, "--data-dir", place, "--config-dir", config)

    assert result.code == it.code, f"{said}: {result.err}"
    if it.code:
        one_line(result.err)
        assert store.files(place) == before, said
    else:
        store.assert_sound(place)
        assert kiosk.totals(place) == it.sums, said


def test_any_faults_in_any_order(
    ground: Ground,
    record_property: Callable[[str, object], None],
    endurance: bool,  # noqa: FBT001 - a fixture
) -> None:
    dice = Dice(SEED)
    seen, codes = Counter[str](), Counter[int]()
    finals = itertools.cycle(FINAL)
    count = SEQUENCES if endurance else FEW
    for number in range(count):
        it, names = trial(ground, dice, finals)
        place = ground.folder / "store"
        shutil.copytree(ground.stores[it.start], place)
        said = f"seed {SEED}, sequence {number}: {', '.join(names)}; {it.start}"
        codes[it.code] += 1
        attempt(it, place, said)
        if endurance and number % AGAIN == 0:
            ground.site.heal()
            if it.code:
                ground.october.put(ground.site, age=-60)
                it = replace(it, code=0, sums=dict(ground.october.sums))
            attempt(it, place, f"{said}; and again without faults")
        shutil.rmtree(place)
        seen.update(names)
    counts = ", ".join(f"{name} {seen[name]}" for name in EVERY)
    text = f"seed {SEED}, {count} sequences; exit codes {dict(sorted(codes.items()))}; {counts}"
    record_property("said", text)
    assert not endurance or min(seen[name] for name in EVERY) >= 3, text
