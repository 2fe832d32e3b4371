"""Fetches in which things go wrong, drawn by a seed: what goes wrong, and what must come of it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from tests.customs.remote import customs, faults, settings
from tests.customs.remote.server import PAGE, Resource, closed_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.customs.remote.customs import Zip
    from tests.customs.remote.server import Fault, Site
    from tests.datasets import Dice

Kind = Literal["index", "dataset"]
Start = Literal["empty", "older", "held"]
LINKS = """<a href="">x</a> <a>régional export</a> <a href="javascript:f('regional.zip')">export</a>
<a href="mailto:x@y.example">régional import</a> <a href="https://[::1">régional export 2024</a>
<a href="/lisezmoi-regional-export.pdf">2024</a> <a href="/region_18.zip">2018</a>
<a href="/202505-stat-drom-ce-export.zip">export</a> <a href="#regional-export.zip">export</a>"""


@dataclass
class Trial:
    """One fetch.

    Attributes:
        site, url: the server.
        insecure: address of the same site behind a certificate that nobody trusts.
        every: all the zips on the site.
        newer: what they may become.
        kind: what the source is.
        start: what the store holds before: nothing, another year, or all that is asked for.
        zips: what is asked for, as it is at the end.
        words: the options that ask for it.
        code: the exit code that must come of it.
        limits: what differs from the usual ones.
        before: sources that are tried first.
    """

    dice: Dice
    site: Site
    url: str
    insecure: str
    every: list[Zip]
    newer: list[Zip]
    kind: Kind
    start: Start
    zips: list[Zip]
    words: tuple[str, ...]
    code: int = 0
    limits: dict[str, float] = field(default_factory=lambda: {"attempts": 8})
    before: list[dict[str, Any]] = field(default_factory=list)

    @property
    def page(self) -> str:
        """Path of the page or data set."""
        return customs.INDEX if self.kind == "index" else customs.DATASET

    def any_zip(self) -> Zip:
        """Choose one of the zips asked for, with which nothing is wrong for good."""
        return self.dice.choice([z for z in self.zips if z.path not in self.site.lasting])

    def any_path(self) -> str:
        """Choose a path that will be asked for, with which nothing is wrong for good."""
        paths = [self.page, *(each.path for each in self.zips)]
        return self.dice.choice([path for path in paths if path not in self.site.lasting])

    def k(self) -> int:
        """Choose where in a file something happens."""
        return self.dice.choice((0, 1, 100, self.dice.randint(2, 900)))

    def lasting(self, fault: Fault, code: int, path: str | None = None) -> None:
        """Let every answer at a path go wrong, from which comes an exit code."""
        self.site.lasting[path or self.any_zip().path] = fault
        self.code = code

    def config(self, folder: Path) -> Path:
        """Write the configuration."""
        source = getattr(settings, self.kind)(self.url + self.page)
        return settings.config(folder, *self.before, source, **self.limits)


def drop(it: Trial) -> None:
    it.site.spoil(it.any_path(), faults.drop(it.k()))


def cut(it: Trial) -> None:
    it.site.spoil(it.any_path(), faults.cut(it.k()))


def cut_and_announced(it: Trial) -> None:
    it.lasting(faults.cut_and_announced(it.k()), 65)


def failing(it: Trial) -> None:
    it.site.spoil(it.any_path(), *[faults.status(500)] * it.dice.randint(1, 3))


def asking_to_wait(status: int) -> Callable[[Trial], None]:
    def spoil(it: Trial) -> None:
        if it.code == 0 and it.dice.random() < 0.4:
            it.lasting(faults.status(status, Retry_After="600"), 75, it.any_path())
        else:
            it.site.spoil(it.any_path(), faults.status(status, Retry_After="0"))

    return spoil


def missing(it: Trial) -> None:
    it.lasting(faults.status(404), 69, it.any_path())


def redirect_loop(it: Trial) -> None:
    path = it.any_path()
    it.lasting(faults.redirect(it.dice.choice((path, f"{it.url}{path}"))), 69, path)


def redirect_elsewhere(it: Trial) -> None:
    path = it.any_path()
    other = it.url.replace("127.0.0.1", "localhost")
    it.lasting(faults.redirect(f"{other}{path}"), 69, path)


def drip(it: Trial) -> None:
    if it.code == 0 and it.dice.random() < 0.5:
        it.limits |= settings.IMPATIENT
        it.lasting(faults.drip(1, 0.02), 69, it.any_path())
    else:
        it.site.spoil(it.any_zip().path, faults.drip(300, 0.001))


def ignored_range(it: Trial) -> None:
    it.site.spoil(it.any_path(), faults.cut(it.k()), faults.ignore_range)


def changed(it: Trial) -> None:
    """A file becomes another between two parts; a data set still tells the old checksum."""
    old = it.any_zip()
    new = next(each for each in it.newer if each.path == old.path)
    if it.start == "held":
        it.site.resources[old.path] = Resource(new.body, age=-60)
    else:
        it.site.spoil(old.path, faults.cut(it.k() + 1), faults.change(new.body))
    if it.kind == "dataset":
        it.code = 65
    else:
        it.zips = [new if each is old else each for each in it.zips]


def wrong_checksum(it: Trial) -> None:
    content = customs.dataset(it.every, {it.any_zip().path: "0" * 40})
    it.site.resources[customs.DATASET] = Resource(content, "application/json")
    it.code = 65


def bomb(it: Trial) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("REGIONAL_CPF4PAYSE.txt", b"E;1;2024;59;01;A01Z;0111;DE;1;1\r\n" * 60_000)
    it.lasting(lambda handler, _: handler.say(200, content.getvalue(), {}), 65)


def page_instead(it: Trial) -> None:
    it.lasting(faults.page_instead, 65)


def refused(it: Trial) -> None:
    """Nobody listens at the first source: the next stands in, if there is one."""
    it.before.append(settings.index(closed_address(), "nobody"))


def bad_certificate(it: Trial) -> None:
    it.before.append(settings.index(it.insecure + customs.INDEX, "nobody to trust"))


def other_links(it: Trial) -> None:
    it.site.resources[customs.INDEX] = Resource(customs.index_page(it.every, LINKS), PAGE)


def broken_links(it: Trial) -> None:
    """The page leads to a newer release of what is asked for, which is not there."""
    year = it.any_zip().year
    newer = [
        replace(each, path=each.path.replace(each.release.replace("-", ""), "202512"))
        for each in it.zips
        if each.year == year
    ]
    content = customs.index_page([*it.every, *newer])
    it.site.resources[customs.INDEX] = Resource(content, PAGE)
    it.code = 69


def no_links(it: Trial) -> None:
    page = it.dice.choice((b"<html><body>Maintenance</body></html>", LINKS.encode(), b"<p>"))
    it.site.resources[customs.INDEX] = Resource(page, PAGE)
    it.code = 69


ENDS = 0.45
"""How often something goes wrong that ends a fetch."""
Trouble: TypeAlias = "Callable[[Trial], None]"
PASSING: dict[str, Trouble] = {
    "changed between two parts": changed,
    "drop at byte k": drop,
    "cut short of its length": cut,
    "500 some times": failing,
    "429 with Retry-After": asking_to_wait(429),
    "503 with Retry-After": asking_to_wait(503),
    "slow drip": drip,
    "ignored Range": ignored_range,
    "connection refused": refused,
    "bad certificate": bad_certificate,
    "other links": other_links,
}
"""What need not end a fetch, though it may; in the order in which they are set up."""
FINAL: dict[str, Trouble] = {
    "cut short, and announced so": cut_and_announced,
    "404": missing,
    "redirect loop": redirect_loop,
    "redirect to another host": redirect_elsewhere,
    "wrong checksum": wrong_checksum,
    "zip bomb": bomb,
    "HTML for a zip": page_instead,
    "broken links": broken_links,
    "no links": no_links,
}
"""What ends a fetch."""
NEEDS: dict[str, Kind] = {
    "wrong checksum": "dataset", "other links": "index", "broken links": "index",
    "no links": "index",
}  # fmt: skip


@dataclass
class Decks:
    """What can go wrong, dealt so that each comes up as often as the others."""

    dice: Dice
    final: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)

    def draw(self) -> tuple[list[str], Kind]:
        """Deal one to three troubles that can be together, and the kind of source they need."""
        if not self.final:
            self.final = self.dice.sample(list(FINAL), len(FINAL))
        if len(self.passing) < len(PASSING):
            self.passing += self.dice.sample(list(PASSING), len(PASSING))
        ends = self.dice.random() < ENDS
        first = (self.final if ends else self.passing).pop(0)
        kind: Kind = NEEDS.get(first, self.dice.choice(("index", "dataset")))
        chosen = [first]
        for name in list(self.passing)[: self.dice.randint(0, 2)]:
            if _fits(name, chosen, kind):
                self.passing.remove(name)
                chosen.append(name)
        return sorted(chosen, key=[*FINAL, *PASSING].index), kind


def _fits(name: str, chosen: list[str], kind: Kind) -> bool:
    together = {name, *chosen}
    ends = together & set(FINAL)
    if NEEDS.get(name, kind) != kind or name in chosen:
        return False
    if "changed between two parts" in together and kind == "dataset" and ends:
        return False
    return not ("other links" in together and together & {"broken links", "no links"})
