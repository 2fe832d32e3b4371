"""The publication "Les indicateurs clés : commerce extérieur", one fiche a territory.

How a fiche comes about::

    Query ─► data.gather ─► Data              the territories, their régions, France
    Data, territory ─► compose.build ─► Document  every word and printed number, no layout
    Document ─► pdf                           Typst, pages
             └► html                          one self-contained file

A `Document` (see `document`) is all that a reader is told, in reading order, in one language:
sections of blocks such as `Paragraph`, `KeyFigures`, `Figure`, `PrintedTable`. Numbers in it are
texts, rounded and set as they are printed; a renderer computes none, and adds no word of its own
but page numbers. What it chooses is layout. A `Figure` says which chart to draw (`FigurePicture`)
and carries all that stands around it; `pictures` draws it for a width.

Words come from `config/fiche.yaml` through `words`, numbers from the tables through
`key_figures`; the modules of `content` put them together, one a part of the publication.
A sentence whose figure is not known, or means nothing, is left out where it is made.
"""
