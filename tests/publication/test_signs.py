"""Any values, any signs: a fiche, whose sentences, captions and descriptions are sound."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import Phase, example, given
from hypothesis import strategies as st

from tests.builders import Record, pair
from tests.examples import examples
from tests.publication.documents import gathered, texts
from tests.publication.slips import slips
from tests.running import fetch
from tradefiche.publication.blocks import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tradefiche.publication.document import Document

PLACES = ("dept-59", "region-32", "france")
PRODUCTS = {"A01Z": "0111", "C10A": "1011", "C21Z": "2110", "C30C": "3030"}
COUNTRIES = ("DE", "US", "CN", "FR", "QV")
M = 1_000_000
_PERCENT = re.compile(r"(−?[\d\u202f,.]+?)\u202f?%")

value = st.sampled_from((1, -1, 1000, -1000, M, -M, 40 * M, -40 * M, 0)) | st.integers(-M, M)
cell = st.tuples(
    st.sampled_from(("59", "59", "62", "98")),
    st.sampled_from(sorted(PRODUCTS)),
    st.sampled_from(COUNTRIES),
    value,
)
flow = st.lists(cell, min_size=1, max_size=6)


def records(flow: str, year: int, cells: Sequence[tuple[str, str, str, int]]) -> list[Record]:
    return [
        Record(flow, 1, year, dept, product, PRODUCTS[product], country, euros)
        for dept, product, country, euros in cells
    ]


def fiches(rows: Sequence[Record], lang: str = "fr") -> dict[str, Document]:
    """Return the fiches of the first quarter of 2024."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = fetch(folder / "store", *pair(folder, rows, release="202601"))
        assert result.code == 0, result.err
        return gathered(folder / "store", PLACES, "2024Q1", lang)[1]  # type: ignore[arg-type]  # a parameter of pytest is a plain string


def said(document: Document) -> str:
    return " ".join(texts((document.cover, document.sections)))


def wrong(document: Document) -> Iterator[str]:
    """Yield what a flow of any sign must not make a fiche say or draw."""
    for block in document.blocks():
        if isinstance(block, Figure):
            if any(each.startswith("−") for each in _PERCENT.findall(block.title)):
                yield f"a title with a share below 0: {block.title}"
            if block.total is not None:
                yield from (f"part {p.text}" for p in block.total.parts if not 0 < p.length <= 1)


@examples(6, phases=[Phase.explicit, Phase.generate])
@given(exports=flow, imports=flow, before=flow, lang=st.sampled_from(("fr", "en")))
@example(
    exports=[("59", "A01Z", "DE", 1000), ("59", "C10A", "US", -1000)],
    imports=[("59", "A01Z", "DE", -1000), ("59", "C10A", "US", -5000)],
    before=[("59", "A01Z", "DE", 40 * M)],
    lang="fr",
)
@example(  # nothing named on one side of a diagram of a flow below 0
    exports=[("59", "A01Z", "US", 40 * M), ("59", "C10A", "US", -M)],
    imports=[("59", "C10A", "QV", 542), ("59", "A01Z", "US", -M)],
    before=[("59", "A01Z", "US", -M)],
    lang="fr",
)
def test_any_values_and_signs_give_sound_fiches(
    exports: list[tuple[str, str, str, int]],
    imports: list[tuple[str, str, str, int]],
    before: list[tuple[str, str, str, int]],
    lang: str,
) -> None:
    rows = [
        *records("E", 2024, exports), *records("I", 2024, imports),
        *records("E", 2023, before), *records("I", 2023, exports),
    ]  # fmt: skip
    found = fiches(rows, lang)
    assert slips(found) == []
    assert [fault for each in found.values() for fault in wrong(each)] == []


def test_a_flow_of_nothing_after_corrections_is_told_from_no_trade() -> None:
    none = [("59", "A01Z", "DE", 1000), ("59", "C10A", "US", -1000)]
    below = [("59", "A01Z", "DE", -1000), ("59", "C10A", "US", -5000)]
    document = fiches([*records("E", 2024, none), *records("I", 2024, below)])["dept-59"]
    text = said(document).replace("\u00a0", " ").replace("\u202f", " ")

    assert "Corrections comprises, le total des exportations au 1ᵉʳ trimestre 2024 est nul." in text
    assert "les importations enregistrées au 1ᵉʳ trimestre 2024 sont négatives : −6 000 €" in text
    assert "Aucune exportation n’est enregistrée" not in text
    assert "le ruban 1, « Viande »" not in text
    assert "depuis l’Allemagne" not in text  # of imports nothing is drawn
