"""Many fiches in one call: made in parallel, resumed where a call stopped, with their indexes.

How a call runs::

    Query ─► editions           one for each period and language, each a `Work`
    edition ─► origin           a digest of all inputs of its files: slices, config, version
    folder ─► ledger, shelf     what exists already, of which edition; what links to what
    the rest ─► workers         pure functions in processes of their own: data in, bytes out
    bytes ─► folder, ledger     written only here, so that a call can be stopped at any moment
    all of it ─► index, tables  `index.html` over every fiche of an edition, its figures in `data/`
"""
