"""Pictures as PowerPoint slides: title as text, picture with alternative text, figures in notes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tradefiche.charts.writers.embedding import OFFICE
from tradefiche.charts.writers.tooltips import tooltip
from tradefiche.cleaning import cleaned
from tradefiche.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tradefiche.charts.scene.marks import Scene, Text

_POINT = 12_700  # a point in the units of the format
_WIDTH, _HEIGHT = 960 * _POINT, 540 * _POINT
_TITLE_ONLY = 5
_LEADING = 1.25
_LONGEST = 255  # most characters of a document property
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest date in a zip file


def deck(scenes: Sequence[Scene], drawn: Callable[[Scene], bytes]) -> bytes:
    """Return a 16:9 presentation with one slide per picture; the bytes are reproducible.

    The notes of a slide hold description, notes, source and licence, and the figures drawn as a
    tab-separated table.

    Args:
        scenes: framed pictures, at least one.
        drawn: returns a scene as PNG.
    """
    from pptx import Presentation

    made = Presentation()
    _widen(made)
    for scene in scenes:
        slide = made.slides.add_slide(made.slide_layouts[_TITLE_ONLY])
        _fill(slide, scene, drawn)
        slide.notes_slide.notes_text_frame.text = "\n".join(_notes(scene))
    core = made.core_properties
    core.title = cleaned(scenes[0].title, _LONGEST)
    core.language, core.comments = scenes[0].lang, scenes[0].licence
    core.author = core.last_modified_by = f"tradefiche {__version__}"
    core.created = core.modified = datetime(*_DATE, tzinfo=UTC)
    content = io.BytesIO()
    made.save(content)
    return _dateless(content.getvalue())


def _widen(made: Any) -> None:  # noqa: ANN401 - object of the library, whose classes are internal
    """Make the slides 16:9 and scale the shapes of their layouts horizontally."""
    ratio = _WIDTH / made.slide_width
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    for page in (made.slide_master, *made.slide_layouts):
        for shape in page.shapes:
            shape.left, shape.width = round(shape.left * ratio), round(shape.width * ratio)


def _fill(slide: Any, scene: Scene, drawn: Callable[[Scene], bytes]) -> None:  # noqa: ANN401 - as above
    """Put a picture on a slide, as large as fits, and its title as text in the same position."""
    unit = min(_WIDTH / scene.width, _HEIGHT / scene.height)
    left, top = (_WIDTH - scene.width * unit) / 2, (_HEIGHT - scene.height * unit) / 2
    if scene.background is not None:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _colour(scene.background)
    rest = tuple(mark for mark in scene.marks if mark not in scene.heading)
    image = io.BytesIO(drawn(replace(scene, marks=rest)))
    size = (round(scene.width * unit), round(scene.height * unit))
    picture = slide.shapes.add_picture(image, round(left), round(top), *size)
    element = picture._element  # noqa: SLF001 - the library has no public API for alternative text
    element.nvPicPr.cNvPr.set("descr", f"{scene.title}. {scene.description}")
    slide.shapes.title._element.addprevious(element)  # noqa: SLF001 - nor one for stacking order
    first = scene.heading[0]
    title = slide.shapes.title
    title.left = round(left + first.x * unit)
    title.top = round(top + (first.y - 0.95 * first.size) * unit)
    title.width = round((scene.width - 2 * first.x) * unit)
    title.height = round(len(scene.heading) * _LEADING * first.size * unit)
    _set(title.text_frame, scene.heading, unit / _POINT)


def _set(frame: Any, heading: Sequence[Text], points: float) -> None:  # noqa: ANN401 - as above
    """Set a title with the picture's line breaks; `points` is the size of the picture's unit."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
    from pptx.util import Pt

    size = heading[0].size * points
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.text = "\v".join(line.text for line in heading)
    (paragraph,) = frame.paragraphs
    paragraph.alignment, paragraph.line_spacing = PP_ALIGN.LEFT, Pt(_LEADING * size)
    font = paragraph.font
    for each in (font, *(run.font for run in paragraph.runs)):
        each.name, each.bold, each.size = OFFICE, True, Pt(size)
        each.color.rgb = _colour(heading[0].fill)


def _colour(code: str) -> object:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(code[1:])  # type: ignore[no-untyped-call]  # the library's own


def _notes(scene: Scene) -> Iterator[str]:
    """Yield the lines of a slide's notes; heads precede figures wherever their columns change."""
    remarks = (note for note in scene.notes if note not in scene.description)
    yield from filter(None, (scene.description, *remarks, scene.licence))
    heads: tuple[str, ...] = ()
    for datum in dict.fromkeys(mark.datum for mark in scene.marks):
        if datum is None:
            continue
        name, *cells = tooltip(datum, scene.lang).items()
        if heads != (heads := tuple(label for label, _ in cells)):
            yield "\t".join(("", *heads))
        yield "\t".join((name[1], *(value for _, value in cells)))


def _dateless(content: bytes) -> bytes:
    """Return a zip file with the same date for all its members."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(
                zipfile.ZipInfo(name, _DATE), source.read(name), zipfile.ZIP_DEFLATED, 6
            )
    return made.getvalue()
