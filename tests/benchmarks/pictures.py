"""Pictures beside the renderer alone on the same specifications.

python -m tests.benchmarks.pictures warm STORE           time each kind, tables to bytes
python -m tests.benchmarks.pictures specs STORE DIR ID…  write specifications
python -m tests.benchmarks.pictures bare DIR             render them, with nothing else
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tradefiche.charts.scene.marks import Scene

_GRAMMAR = "6.4"
_SCALE = 2


def main(words: list[str]) -> None:
    """Do what the first word says."""
    what, place, *rest = words
    if what == "bare":
        bare(Path(place))
    elif what == "specs":
        for name, compose in _composers(Path(place), rest[1:]):
            Path(rest[0]).mkdir(parents=True, exist_ok=True)
            (Path(rest[0]) / f"{name}.json").write_text(_specified(compose()), "utf-8")
    else:
        sys.stdout.write(json.dumps(warm(Path(place))) + "\n")


def bare(folder: Path) -> None:
    """Render every specification of a folder to SVG."""
    import vl_convert

    for path in sorted(folder.glob("*.json")):
        svg = vl_convert.vegalite_to_svg(path.read_text("utf-8"), vl_version=_GRAMMAR)
        path.with_suffix(".svg").write_text(svg, "utf-8")


def warm(store: Path, runs: int = 5) -> dict[str, dict[str, float]]:
    """Return seconds by kind: SVG and PNG from tables to bytes, and of the renderer alone."""
    from functools import partial

    from vl_convert import vegalite_to_png, vegalite_to_svg

    from tradefiche import charts

    def drawn(compose: Callable[[], Scene], to: charts.Format) -> bytes:
        return charts.render(compose(), to)

    found = {}
    for name, compose in _composers(store, ["dept-59"]):
        specification = _specified(compose())
        charts.render(compose(), "pdf")  # makes the faces known to the renderer
        found[name] = {
            "svg": _least(runs, partial(drawn, compose, "svg")),
            "bare svg": _least(runs, partial(vegalite_to_svg, specification, vl_version=_GRAMMAR)),
            "png": _least(runs, partial(drawn, compose, "png")),
            "bare png": _least(
                runs, partial(vegalite_to_png, specification, vl_version=_GRAMMAR, scale=_SCALE)
            ),
        }
    return found


def _least(runs: int, work: Callable[[], object]) -> float:
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


def _composers(folder: Path, territories: list[str]) -> Iterator[tuple[str, Callable[[], Scene]]]:
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
    main(sys.argv[1:])
