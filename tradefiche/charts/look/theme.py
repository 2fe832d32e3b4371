"""Colours by role, treemap tiers, type sizes and widths, from `theme.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec.structs import asdict

from tradefiche.charts.look.agency import Agency
from tradefiche.charts.look.colours import HEX
from tradefiche.charts.type.fonts import INTER, WEIGHTS, Typeface
from tradefiche.configuration.schema import About, NonEmptyText, Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tradefiche.reference.terms import Flow, Side

Size = Literal["screen", "paper", "phone", "slide"]
Colour = Annotated[str, msgspec.Meta(pattern=HEX)]
Site = Annotated[str, msgspec.Meta(pattern=r"^https?://[^/\s]+/(?:\S*/)?$")]
Length = Annotated[float, msgspec.Meta(gt=0)]
LEADING = 1.4
LABEL_LEADING = 1.15
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")


class Palette(Strict, frozen=True):
    """Colours by role; `*_pale` fills the marks of the rest, `*_edge` outlines pale fills."""

    background: Colour
    ink: Colour
    grey: Colour
    imports: Colour
    imports_text: Colour
    imports_pale: Colour
    imports_edge: Colour
    exports: Colour
    exports_text: Colour
    exports_pale: Colour
    exports_edge: Colour
    red: Colour
    green: Colour
    others: Colour
    others_pale: Colour
    axis: Colour
    rule: Colour
    panel: Colour
    on_red: Colour

    def flow(self, flow: Flow | Side) -> FlowColours:
        """Return the colours of one flow."""
        name = f"{flow.removesuffix('s')}s"
        return FlowColours(*(getattr(self, name + use) for use in ("", "_text", "_pale", "_edge")))


class FlowColours(Strict, frozen=True):
    """The colours of imports or of exports."""

    fill: Colour
    text: Colour
    pale: Colour
    edge: Colour


class Tier(Strict, frozen=True):
    """Colours of treemap cells, and of the text on them, from a share of the block in percent."""

    least: Annotated[float, msgspec.Meta(ge=0, le=100)] = msgspec.field(name="from")
    fill: Colour
    text: Colour


class Tiers(Strict, frozen=True):
    """Tiers of both blocks, from the largest share to the smallest."""

    imports: Annotated[tuple[Tier, ...], msgspec.Meta(min_length=1)]
    exports: Annotated[tuple[Tier, ...], msgspec.Meta(min_length=1)]


class Dark(Strict, frozen=True):
    """The colours on a dark background."""

    palette: Palette
    tiers: Tiers


class Measures(Strict, frozen=True):
    """Lengths of one size: pixels on screen, phone and slide, points on paper.

    Attributes:
        width: width of the picture.
        margin: free space at each of its edges.
        title, subtitle, label, value: type sizes by use.
        note: type size of source and notes, the smallest.
        height: height of the picture, None where its content decides.
    """

    width: Length
    margin: Length
    title: Length
    subtitle: Length
    label: Length
    value: Length
    note: Length
    height: Length | None = None


class Sizes(Strict, frozen=True):
    """The lengths of the four sizes."""

    screen: Measures
    paper: Measures
    phone: Measures
    slide: Measures


class Faces(Strict, frozen=True):
    """Font files of one family in three weights: TrueType, OpenType or WOFF."""

    regular: NonEmptyText
    semibold: NonEmptyText
    bold: NonEmptyText


class Fonts(Strict, frozen=True):
    """An agency's typeface; numbers are set in `numeric`, or in `text` if there is none.

    In `numeric` all digits should have the same width.
    """

    name: Annotated[str, msgspec.Meta(pattern=r"^[\w \-]*[^\W\d]$")]
    text: Faces
    numeric: Faces | None = None


class Theme(Strict, frozen=True):
    """theme.yaml: the look of every chart.

    Attributes:
        fonts: the typeface, Inter if None.
        logo: file of the logo on framed pictures, SVG or PNG.
        site: address of a batch's folder on the web, ending with a slash.
        agency: the publisher.
    """

    about: About
    palette: Palette
    tiers: Tiers
    dark: Dark
    sizes: Sizes
    fonts: Fonts | None = None
    logo: NonEmptyText | None = None
    site: Site | None = None
    agency: Agency = Agency()

    @property
    def typeface(self) -> Typeface:
        """The fonts in which texts are set."""
        return INTER if self.fonts is None else _typeface(self.fonts)

    def measures(self, size: Size) -> Measures:
        """Return the lengths of one size."""
        found: Measures = getattr(self.sizes, size)
        return found

    def tier(self, flow: Flow, share_pct: float) -> Tier:
        """Return the tier of a treemap cell by its share of the block in percent."""
        tiers: tuple[Tier, ...] = getattr(self.tiers, f"{flow}s")
        return next((tier for tier in tiers if share_pct >= tier.least), tiers[-1])

    def by_role(self) -> Theme:
        """Return the theme with `var(--role)` in place of each colour; see `variables`."""
        return msgspec.structs.replace(
            self,
            palette=Palette(*(_variable(role) for role in self.palette.__struct_fields__)),
            tiers=Tiers(*(
                tuple(
                    msgspec.structs.replace(
                        tier, fill=_variable(name), text=_variable(f"{name}-text")
                    )
                    for name, tier in _numbered(flow, tiers)
                )
                for flow, tiers in asdict(self.tiers).items()
            )),
        )  # fmt: skip

    def variables(self, *, dark: bool = False) -> dict[str, str]:
        """Return the colours by their name in a style sheet, such as `imports-text`: `#1A6AB3`."""
        ground = self.dark if dark else self
        found = {_name(role): colour for role, colour in asdict(ground.palette).items()}
        for flow, tiers in asdict(ground.tiers).items():
            for name, tier in _numbered(flow, tiers):
                found |= {name: tier.fill, f"{name}-text": tier.text}
        return found

    def coloured(self, svg: str) -> str:
        """Return an SVG drawn with `by_role`, its variables replaced by the theme's colours."""
        colours = self.variables()
        return _VARIABLE.sub(lambda found: colours[found[1]], svg)


@cache
def _typeface(chosen: Fonts) -> Typeface:
    numeric = chosen.numeric or chosen.text
    return Typeface(
        chosen.name,
        f"{chosen.name} Numeric",
        {
            (weight, which): FilePath(getattr(faces, style.lower()))
            for weight, style in WEIGHTS.items()
            for which, faces in ((False, chosen.text), (True, numeric))
        },
    )


def _name(role: str) -> str:
    return role.replace("_", "-")


def _variable(role: str) -> str:
    return f"var(--{_name(role)})"


def _numbered(flow: str, tiers: tuple[Tier, ...]) -> Iterator[tuple[str, Tier]]:
    for number, tier in enumerate(tiers, start=1):
        yield f"{flow}-tier-{number}", tier
