"""The publication "Les indicateurs clés : commerce extérieur", one fiche a territory.

How a fiche comes about::

    Query ─► fiche.data.gather ─► Data        one collect: the territories, their régions, France
    Data, territory ─► fiche.build ─► Document    every word and printed number, no layout
    Document ─► fiche.pdf                     Typst, pages
             └► fiche.html                    one self-contained file

A `Document` (see `model`) is all that a reader is told, in reading order, in one language:
sections of blocks such as `Paragraph`, `KeyFigures`, `Figure`, `Table`. Numbers in it are texts,
rounded and set as they are printed; a renderer computes none, and adds no word of its own but
page numbers. What it chooses is layout. A `Figure` says which chart to draw (`Picture`) and
carries all that stands around it; `fiche.pictures` draws it for a width.

Words come from `config/fiche.yaml` through `fiche.words`, numbers from the tables through
`fiche.facts`; the modules of `fiche.content` put them together, one a part of the publication.
A sentence whose figure is not known, or means nothing, is left out where it is made.
"""
