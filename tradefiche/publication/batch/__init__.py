"""Many fiches in one call: made side by side, taken up where they were left, with their indexes.

How a call goes::

    Query ─► editions           one for each period and language, each a `Work`
    edition ─► origin           a digest of all that files are made from: slices, config, version
    folder ─► ledger, shelf     what is there already, of which edition; what leads to what
    the rest ─► workers         pure functions in processes of their own: data in, bytes out
    bytes ─► folder, ledger     written here alone, so that any moment is a good one to be stopped
    all of it ─► index, tables  `index.html` over every fiche of an edition, its figures in `data/`
"""
