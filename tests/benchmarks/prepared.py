"""What is made before baselines and times within a process are taken.

python -m tests.benchmarks.prepared pictures STORE DIR ID…  their specifications
python -m tests.benchmarks.prepared pages STORE DIR ID…     the documents that Typst sets
python -m tests.benchmarks.prepared tables STORE DIR        all tables of all départements
python -m tests.benchmarks.prepared warm STORE              prints seconds within this process
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradefiche import charts
    from tradefiche.charts.scene.marks import Scene

_SCALE = 2


def main(what: str, store: str, folder: str = "", *territories: str) -> None:
    """Do what the first word says."""
    if what == "warm":
        sys.stdout.write(json.dumps(_tables(store) | _pictures(Path(store))) + "\n")
        return
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    match what:
        case "pictures":
            for name, compose in _composers(Path(store), territories):
                (place / f"{name}.json").write_text(_specified(compose()), "utf-8")
        case "pages":
            from tests.publication.documents import gathered
            from tradefiche.publication.pdf import inputs
            from tradefiche.publication.pictures import Pictures

            data, documents = gathered(Path(store), territories, "2024")
            for name, document in documents.items():
                given = json.dumps(inputs(document, Pictures(data)))
                (place / f"{name}.json").write_text(given, "utf-8")
        case "tables":
            import tradefiche as tf
            from tradefiche.tabulation.registry import contract

            found = tf.tables(list(contract()), all=True, year=2024, data_dir=Path(store))
            for name, table in found.items():
                table.write_parquet(place / f"{name}.parquet")


def _tables(store: str) -> dict[str, float]:
    """Return seconds of all tables of one territory, in a process that has begun."""
    import polars as pl

    import tradefiche as tf
    from tradefiche.tabulation.registry import contract

    slices = str(Path(store) / "slices" / "*-2024Q?-????????????????.parquet")
    pl.scan_parquet(slices).select(pl.len()).collect()
    tf.territories()

    def counted() -> object:
        return tf.tables(list(contract()), dept="59", year=2024, data_dir=Path(store))

    def grouped() -> None:
        bare.read(slices, whole=True)

    return {"tables": _least(counted), "bare tables": _least(grouped)}


def _pictures(store: Path) -> dict[str, float]:
    """Return seconds by kind: SVG and PNG from tables to bytes, and of the renderer alone."""
    from functools import partial

    from vl_convert import vegalite_to_png, vegalite_to_svg

    from tradefiche import charts

    def drawn(compose: Callable[[], Scene], to: charts.PictureFormat) -> bytes:
        return charts.render(compose(), to)

    found: dict[str, float] = {}
    for name, compose in _composers(store, ("dept-59",)):
        given = _specified(compose())
        charts.render(compose(), "pdf")  # makes the faces known to the renderer
        found |= {
            f"{name} svg": _least(partial(drawn, compose, "svg")),
            f"bare {name} svg": _least(partial(vegalite_to_svg, given, vl_version="6.4")),
            f"{name} png": _least(partial(drawn, compose, "png")),
            f"bare {name} png": _least(
                partial(vegalite_to_png, given, vl_version="6.4", scale=_SCALE)
            ),
        }
    return found


def _least(work: Callable[[], object], runs: int = 3) -> float:
    """Return the least wall time of several runs, after one that warms up."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def _specified(scene: Scene) -> str:
    from tradefiche.charts.writers.altair import specification

    return json.dumps(specification(scene), ensure_ascii=False)


def _composers(
    folder: Path, territories: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], Scene]]]:
    """Yield each picture's name, and a function from its tables to its scene."""
    from functools import partial

    from tests.charts.makers import CONFIG, shipped_texts, shipped_theme
    from tradefiche import charts
    from tradefiche.customs.store import Store
    from tradefiche.formats.pictures import among_peers, subject
    from tradefiche.reference.gazetteer import gazetteer
    from tradefiche.tabulation.answer import Query, answer, only

    places = gazetteer(CONFIG)
    chosen = [place for place in map(places.by_id, territories) if place] or list(places.units)
    query = Query(Store(folder), CONFIG, tuple(chosen))
    needed = dict.fromkeys(table for kind in charts.KINDS.values() for table in kind.tables)
    found = answer(query, list(needed))
    ranking = answer(among_peers(query), ["ranking"]).tables["ranking"]
    (period,) = found.meta.periods
    for place in chosen:
        tables = only(found, place, period) | {"ranking": ranking}
        about = subject(found, query, place, tables)
        for kind in charts.KINDS:
            yield (
                f"{place.id}_{kind}" if len(chosen) > 1 else kind,
                partial(charts.compose, kind, tables, about, shipped_theme(), shipped_texts()),
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
