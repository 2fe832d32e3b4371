"""`python -m tests.charts.sheet DIR`: every chart on one page, to be looked at before printing.

Each kind in each size and both languages, for the territories of `cases`. Needs no network: the
page carries faces and pictures.
"""

from __future__ import annotations

import argparse
import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.charts.cases import extremes, sample
from tradefiche import charts, files
from tradefiche.charts.type import fonts
from tradefiche.charts.writers import rendering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.charts.cases import Case
    from tradefiche.charts.look.theme import Size
    from tradefiche.language.typography import Lang

SIZES: tuple[Size, ...] = ("screen", "paper", "phone", "slide")
LANGUAGES: tuple[Lang, ...] = ("fr", "en")
_STYLE = """
body { font: 16px Inter, sans-serif; margin: 24px; background: #DDD; color: #1C1B29 }
section { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start }
figure { margin: 0 0 16px } figcaption { font-size: 12px; padding: 2px 0 }
svg { display: block; box-shadow: 0 0 3px #999 }
"""


def main() -> None:
    """Write the page, and each picture as a file of its own where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", choices=charts.KINDS, help="all if none")
    parser.add_argument("--only", action="append", help="name of a territory; all if none")
    parser.add_argument("--size", action="append", choices=SIZES, help="all if none")
    parser.add_argument("--lang", action="append", choices=LANGUAGES, help="both if none")
    parser.add_argument("--png", action="store_true", help="PNG files too, at scale 1.5")
    options = parser.parse_args()
    parts = []
    for lang in options.lang or LANGUAGES:
        for case in (*sample(lang=lang), *extremes(lang)):
            if options.only and case.name not in options.only:
                continue
            parts.append(f"<h2>{case.name} {lang}</h2>")
            for kind in options.kind or charts.KINDS:
                figures = _figures(case, kind, options.size or SIZES, options)
                parts.append(f"<section>{''.join(figures)}</section>")
    page = options.folder / "index.html"
    head = f"<!doctype html><meta charset=utf-8><title>Charts</title><style>{_faces()}{_STYLE}"
    files.write_text(page, head + "</style>" + "\n".join(parts) + "\n")
    sys.stdout.write(f"{page}\n")


def _figures(
    case: Case, kind: str, sizes: tuple[Size, ...], options: argparse.Namespace
) -> Iterator[str]:
    for size in sizes:
        name = f"{case.name}_{kind}-{size}_{case.subject.lang}"
        scene = case.scene(kind, size)
        if options.png:
            files.write_bytes(
                options.folder / f"{name}.png",
                rendering.rasterised(scene, scale=1.5),
            )
        picture = charts.inline(scene, prefix=name)
        yield f"<figure><figcaption>{name}</figcaption>{picture}</figure>"


def _faces() -> str:
    return "".join(
        f"@font-face{{font-family:'{fonts.NUMERIC_FAMILY if numeric else fonts.FAMILY}';"
        f"font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{base64.b64encode(fonts.face(weight, numeric=numeric).read_bytes()).decode()})}}"
        for weight in fonts.WEIGHTS
        for numeric in (False, True)
    )


if __name__ == "__main__":
    main()
