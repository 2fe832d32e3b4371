"""Whatever goes wrong, in any order: the store is as before, or complete and right.

`--endurance` runs some two hundred sequences.
"""

from __future__ import annotations

import shutil
import ssl
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.customs.remote import customs, settings, store
from tests.customs.remote.server import Site, serving
from tests.customs.remote.trials import FINAL, PASSING, Decks, Trial
from tests.datasets import Dice
from tests.running import one_line, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.customs.remote.customs import Zip
    from tests.customs.remote.trials import Start

SEED = 20261125
SEQUENCES, LEAST = 220, 10
FEW, ONCE = 24, 1
AGAIN = 3
"""Every third fetch is done once more, with nothing wrong."""
EVERY = {**FINAL, **PASSING}


@dataclass
class Ground:
    """A site behind two addresses, what it has, and stores to start from."""

    site: Site
    url: str
    insecure: str
    zips: list[Zip]
    newer: list[Zip]
    stores: dict[Start, Path]
    folder: Path

    def restore(self) -> None:
        """Let all be as at first."""
        self.site.heal()
        self.site.resources.clear()
        customs.put(self.site, self.zips)

    def heal(self, it: Trial) -> None:
        """Let all go well again; what changed on the way to a success stays."""
        if it.code:
            self.restore()
            it.zips = [each for each in self.zips if each.path in {z.path for z in it.zips}]
        else:
            self.site.heal()
        it.code, it.limits, it.before = 0, {}, []

    def trial(self, dice: Dice, decks: Decks) -> tuple[Trial, list[str]]:
        """Draw a fetch and what goes wrong with it."""
        self.restore()
        names, kind = decks.draw()
        start: Start = dice.choice(("empty", "empty", "older", "held"))
        zips, words = dice.choice(
            [
                *[(self.zips[2:4], ("--year", "2023"))] * 4,
                (self.zips[:4], ("--year", "2022..2023")),
                (self.zips[2:], ()),
            ]
        )
        it = Trial(
            dice, self.site, self.url, self.insecure, self.zips, self.newer, kind, start,
            list(zips), words,
        )  # fmt: skip
        for name in names:
            EVERY[name](it)
        return it, names

    def attempt(self, it: Trial, place: Path, said: str) -> None:
        """Fetch, and see that the exit code and the store are as they must be."""
        before = store.files(place)
        held = {"empty": [], "older": it.every[:2], "held": it.every}[it.start]
        # one folder for all, so that the other files of the configuration are read once
        options = ("--data-dir", place, "--config-dir", it.config(self.folder / "config"))

        result = run("fetch", *it.words, *options)

        assert result.code == it.code, f"{said}: {result.err}"
        if it.code:
            one_line(result.err)
            assert store.files(place) == before, said
        else:
            paths = {each.path for each in it.zips}
            complete = [*(each for each in held if each.path not in paths), *it.zips]
            store.assert_complete(place, complete)


@pytest.fixture
def ground(
    zips: list[Zip], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    newer = [
        *customs.archives(tmp_path / "newer", 2022, "202305", value=33),
        *customs.archives(tmp_path / "newer", 2023, "202405", value=34),
        *customs.archives(tmp_path / "newer", 2024, "202505", value=35),
        *customs.latest(tmp_path / "newer", (2025, 1), "202508", value=36),
    ]
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    site = Site()
    customs.put(site, zips)
    with serving(site) as url, serving(site, context) as insecure:
        stores = _stores(tmp_path_factory.mktemp("stores"), url)
        yield Ground(site, url, insecure, zips, newer, stores, tmp_path)


def _stores(folder: Path, url: str) -> dict[Start, Path]:
    """Return a store for each start, filled from the same site."""
    config = settings.config(folder / "config", settings.index(url + customs.INDEX))
    fetches: dict[Start, list[tuple[str, ...]]] = {
        "empty": [],
        "older": [("--year", "2022")],
        "held": [("--year", "2022"), ()],
    }
    for start, each in fetches.items():
        (folder / start).mkdir()
        for words in each:
            options = ("--data-dir", folder / start, "--config-dir", config)
            assert run("fetch", *words, *options).code == 0
    return {start: folder / start for start in fetches}


def test_any_faults_in_any_order(
    ground: Ground,
    record_property: Callable[[str, object], None],
    endurance: bool,  # noqa: FBT001 - a fixture
) -> None:
    sequences, least = (SEQUENCES, LEAST) if endurance else (FEW, ONCE)
    dice = Dice(SEED)
    decks = Decks(dice)
    seen, codes = Counter[str](), Counter[int]()
    for number in range(sequences):
        it, names = ground.trial(dice, decks)
        place = ground.folder / str(number)
        shutil.copytree(ground.stores[it.start], place)
        said = f"seed {SEED}, sequence {number}: {', '.join(names)}; {it.kind}, {it.start}"
        codes[it.code] += 1
        ground.attempt(it, place, said)
        if number % AGAIN == 0:
            ground.heal(it)
            ground.attempt(it, place, f"{said}; and again without faults")
        shutil.rmtree(place)
        seen.update(names)
    counts = ", ".join(f"{name} {seen[name]}" for name in EVERY)
    text = f"seed {SEED}, {sequences} sequences; exit codes {dict(sorted(codes.items()))}; {counts}"
    record_property("said", text)
    assert min(seen[name] for name in EVERY) >= least, text
