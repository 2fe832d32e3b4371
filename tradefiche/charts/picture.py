"""A scene as an Altair chart that displays itself, and saves itself as `tradefiche chart` does."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, get_args

import altair as alt

from tradefiche.charts.writers.altair import live_parts
from tradefiche.charts.writers.rendering import PictureFormat, render
from tradefiche.errors import UsageError
from tradefiche.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tradefiche.charts.scene.marks import Scene

_RENDERED: dict[str, PictureFormat] = {each: each for each in get_args(PictureFormat)}


class Picture(alt.LayerChart):
    """A chart of a territory, as an Altair chart.

    `save` writes SVG, PNG, PDF and PPTX with the same bytes as `tradefiche chart`, and HTML and
    JSON as Altair does. A modified copy has no scene and is saved by Altair alone.
    """

    scene: Scene | None = None
    slide: Callable[[], Scene] | None = None

    def save(
        self,
        fp: str | Path | IO[Any],
        format: Literal["json", "html", "png", "svg", "pdf", "pptx"] | None = None,  # noqa: A002 - Altair's
        *args: Any,  # noqa: ANN401 - Altair's own
        **kwargs: Any,  # noqa: ANN401 - Altair's own
    ) -> None:
        """Write the chart to a file.

        Args:
            fp: a path, whose suffix gives the format, or a file opened for writing bytes.
            format: the format, needed where the name does not give it.
            *args: for HTML and JSON, as in Altair.
            **kwargs: for HTML and JSON, as in Altair; for the other formats `scale_factor`, the
                pixels of a PNG per unit, and `text="outlines"`, which turns the texts of an SVG
                into shapes.

        Raises:
            UsageError: an option that the format does not take.
            OutputError, StorageError: the file cannot be written.
        """
        kind = format or (Path(fp).suffix.removeprefix(".") if isinstance(fp, str | Path) else "")
        if self.scene is None or kind not in _RENDERED:
            super().save(fp, format if format != "pptx" else None, *args, **kwargs)
            return
        scale, text = kwargs.pop("scale_factor", None), kwargs.pop("text", "fonts")
        if args or kwargs:
            raise UsageError(f"{kind} takes no options but scale_factor and text")
        scene = self.slide() if kind == "pptx" and self.slide else self.scene
        content = render(scene, _RENDERED[kind], scale=scale, text=text)
        if isinstance(fp, str | Path):
            write_bytes(Path(fp), content)
        else:
            fp.write(content)

    def _repr_mimebundle_(self, *_: object, **__: object) -> dict[str, Any]:
        """Return the chart as Vega-Lite, and as SVG for notebooks that do not draw Vega-Lite."""
        bundle: dict[str, Any] = {"text/plain": repr(self)}
        specification = self.to_dict(validate=False)
        version = specification["$schema"].rpartition("/v")[2].partition(".")[0]
        bundle[f"application/vnd.vegalite.v{version}+json"] = specification
        if self.scene is not None:
            bundle["image/svg+xml"] = render(self.scene, "svg").decode()
        return bundle

    def __repr__(self) -> str:
        """Return the chart's title in angle brackets."""
        return f"<Picture: {self.scene.title}>" if self.scene else super().__repr__()


def picture(scene: Scene, slide: Callable[[], Scene] | None = None) -> Picture:
    """Return a scene as a chart with tooltips that can be displayed and saved.

    `slide` composes the chart in the size of a slide; it is called when PPTX is saved.
    """
    chart = Picture(**live_parts(scene))
    object.__setattr__(chart, "scene", scene)
    object.__setattr__(chart, "slide", slide)
    return chart
