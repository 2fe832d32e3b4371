"""The publication "Les indicateurs clés : commerce extérieur", one fiche per territory.

How a fiche is made::

    Query ─► data.gather ─► FicheData         the territories, their régions, France
    FicheData, territory ─► compose.build ─► Document  every word and printed number, no layout
    Document ─► pdf                           Typst, pages
             └► html                          one self-contained file

A `Document` (see `document`) holds everything that a reader is told, in reading order and in one
language: sections of blocks such as `Paragraph`, `KeyFigures`, `Figure`, `PrintedTable`. Numbers
in it are texts, already rounded and formatted; a renderer computes none, and adds no text of its
own except page numbers. It only chooses the layout. A `Figure` names the chart to draw
(`FigurePicture`) and carries the text around it; `pictures` draws it for a given width.

Words come from `config/fiche.yaml` through `words`, numbers from the tables through
`key_figures`; the modules of `content` combine them, one module per part of the publication.
A sentence whose figure is unknown or meaningless is left out where it is made.
"""
