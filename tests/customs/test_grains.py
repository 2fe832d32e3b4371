"""Which of quarters and workbooks answers a year: the rules, one by one and on every mixture."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tradefiche.customs.grains import Choice, choose_year, default_year, year_before
from tradefiche.customs.held import HeldFile, HeldQuarter, HeldYear

if TYPE_CHECKING:
    from tradefiche.reference.terms import Flow

REGIONS = ("01", "03", "22")
OLD, MIDDLE, NEW = "2025-02", "2025-09", "2026-02"


def book(release: str | None, digest: str = "a") -> HeldYear:
    source = HeldFile("a.zip", digest, "2026-01-01")
    return HeldYear("export", 2024, "01", release, None, 1, source, "file", 1, 1)


def quarters(*releases: str | None) -> list[HeldQuarter]:
    source = HeldFile("a.zip", "a", "2026-01-01")
    return [
        HeldQuarter("export", 2024, number, release, None, 1, source, "file", 1, 1, 1)
        for number, release in enumerate(releases, start=1)
    ]


def books(release: str | None, *, without: str = "") -> dict[str, HeldYear]:
    return {code: book(release) for code in REGIONS if code != without}


def choose(held: list[HeldQuarter], workbooks: dict[str, HeldYear]) -> Choice:
    choice = choose_year(held, workbooks, REGIONS)
    assert choice is not None
    return choice


@pytest.mark.parametrize(
    ("held", "workbooks", "grain", "release"),
    [
        (quarters(*[OLD] * 4), {}, "quarters", OLD),
        ([], books(OLD), "workbooks", OLD),
        (quarters(*[OLD] * 4), books(NEW), "workbooks", NEW),
        (quarters(*[NEW] * 4), books(OLD), "quarters", NEW),
        (quarters(*[NEW] * 4), books(NEW), "quarters", NEW),
        (quarters(OLD, NEW, NEW, NEW), books(MIDDLE), "workbooks", MIDDLE),
        (quarters(MIDDLE, NEW, NEW, NEW), books(MIDDLE), "quarters", MIDDLE),
        (quarters(*[NEW] * 3), books(OLD), "workbooks", OLD),
        (quarters(*[OLD] * 4), books(None), "quarters", OLD),
        (quarters(*[None] * 4), books(OLD), "workbooks", OLD),
        (quarters(*[None] * 4), books(None), "quarters", None),
        (quarters(None, NEW, NEW, NEW), books(OLD), "workbooks", OLD),
    ],
)
def test_a_year_takes_the_newer_and_quarters_where_both_are_alike(
    held: list[HeldQuarter], workbooks: dict[str, HeldYear], grain: str, release: str | None
) -> None:
    choice = choose(held, workbooks)
    assert (choice.grain, choice.release, choice.whole) == (grain, release, True)
    assert choice.newer == ()


def test_some_workbooks_answer_only_where_quarters_are_not_all_held() -> None:
    choice = choose(quarters(*[OLD] * 4), books(NEW, without="01"))
    assert (choice.grain, choice.newer, choice.whole) == ("quarters", ("03", "22"), True)
    choice = choose(quarters(*[OLD] * 4), {"22": book(NEW), "03": book(OLD)})
    assert choice.newer == ("22",)
    choice = choose(quarters(*[OLD] * 4), books(NEW) | {"22": book(OLD)})
    assert (choice.grain, choice.newer) == ("quarters", ("01", "03"))
    choice = choose(quarters(*[OLD] * 3), books(NEW, without="01"))
    assert (choice.grain, choice.missing, choice.whole) == ("workbooks", ("01",), False)
    assert [code for code, _ in choice.workbooks] == ["03", "22"]
    assert choose_year(quarters(*[OLD] * 3), {}, REGIONS) is None
    assert choose_year([], {}, REGIONS) is None


def test_no_mixture_is_ever_a_sum_of_both_nor_a_part_of_france_passed_off_as_all() -> None:
    releases = (None, OLD, NEW)
    some = [*(book(release) for release in releases), None]
    for count, release, given in itertools.product(
        range(5), releases, itertools.product(some, repeat=3)
    ):
        held = quarters(*[release] * count)
        workbooks = {code: each for code, each in zip(REGIONS, given, strict=True) if each}
        choice = choose_year(held, workbooks, REGIONS)
        if choice is None:
            assert count < 4
            assert not workbooks
            continue
        assert bool(choice.quarters) != bool(choice.workbooks)
        assert choice.whole == (len(choice.quarters) == 4 or len(choice.workbooks) == len(REGIONS))
        if count == 4 and len(workbooks) < len(REGIONS):
            assert choice.grain == "quarters"


def test_a_year_is_compared_with_the_one_before_of_the_same_workbooks() -> None:
    now = choose([], {"01": book(NEW, "x"), "03": book(NEW, "y"), "22": book(NEW, "z")})
    own = choose(quarters(*[MIDDLE] * 4), {})
    held = [(code, book(OLD, "w")) for code in REGIONS]
    same = [("01", book(NEW, "x")), ("03", book(NEW, "y")), ("22", book(NEW, "z"))]
    before = year_before(now, [*held, *same], own)
    assert before is not None
    assert (before.grain, before.release) == ("workbooks", NEW)
    assert before.workbooks == tuple(same)
    assert year_before(now, [*held, *same[:2]], own) is own
    assert year_before(own, [*held, *same], None) is None
    part = choose([], {"01": book(NEW, "x")})
    before = year_before(part, same, own)
    assert before is not None
    assert before.missing == ("03", "22")


def test_the_default_is_the_newest_year_of_all_france_then_of_what_is_asked() -> None:
    def held(**years: str) -> dict[tuple[Flow, int], Choice]:
        found: dict[tuple[Flow, int], Choice] = {}
        flows: tuple[Flow, Flow] = ("export", "import")
        for key, without in years.items():
            for flow in flows:
                found[flow, int(key[1:])] = choose([], books(NEW, without=without))
        return found

    assert default_year(held(y2023="", y2024=""), REGIONS) == (2024, ())
    assert default_year(held(y2023="", y2024="22", y2025="01"), ["03"]) == (2023, (2025, 2024))
    assert default_year(held(y2024="22", y2025="01"), ["03"]) == (2025, ())
    assert default_year(held(y2024="22", y2025="01"), ["01"]) == (2024, (2025,))
    assert default_year(held(y2025="01"), ["01"]) == (None, (2025,))
    assert default_year(held(y2025="01"), REGIONS) == (None, (2025,))
    assert default_year({}, REGIONS) == (None, ())
    one_flow = held(y2024="", y2025="")
    del one_flow["import", 2025]
    assert default_year(one_flow, REGIONS) == (2024, (2025,))
