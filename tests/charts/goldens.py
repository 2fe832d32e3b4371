"""Pictures as they are meant to be, kept beside the tests; `python -m tests.charts.goldens` remakes
them. Look at the difference before it is committed.

SVGs are kept without their faces, which `test_fonts` holds to; PNGs in grey and small, since two
rasterisers never agree on every pixel.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.charts.cases import long, sample
from tradefiche import charts, files
from tradefiche.charts.writers import rendering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.charts.scene.marks import Scene

FOLDER = Path(__file__).with_name("golden")
TERRITORIES = ("dept-59", "dept-48", "dept-974")
SLIDES = "dept-59"
"""Whose slides are kept."""
LONG = ("evolution", "index")
"""What is also kept of a long series, which has a break."""
WIDTH = 320


def scenes() -> Iterator[tuple[str, Scene]]:
    """Yield each picture under the name of its files."""
    for case in sample(TERRITORIES):
        for kind in charts.KINDS:
            yield f"{case.name}_{kind}", case.scene(kind, "screen")
            if case.name == SLIDES:
                yield f"{case.name}_{kind}-slide", case.scene(kind, "slide")
    for case in long():
        for kind in LONG:
            yield f"{case.name}_{kind}", case.scene(kind, "screen")


def svg(scene: Scene) -> bytes:
    return rendering.svg(scene, embed=False)


def small(scene: Scene) -> Image.Image:
    """Return a picture in grey, `WIDTH` pixels wide."""
    image = Image.open(io.BytesIO(charts.render(scene, "png"))).convert("L")
    return image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.BOX)


def main() -> None:
    """Write every golden file anew."""
    for name, scene in scenes():
        files.write_bytes(FOLDER / f"{name}.svg", svg(scene))
        content = io.BytesIO()
        small(scene).save(content, "png", optimize=True)
        files.write_bytes(FOLDER / f"{name}.png", content.getvalue())


if __name__ == "__main__":
    main()
