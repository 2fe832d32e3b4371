"""Many fiches in one call: made side by side, taken up where they were left, with their index.

How a call goes::

    Query ─► edition            a digest of all that files are made from: slices, config, version
    folder ─► manifest          what is there already, of the same edition and whole
    the rest ─► workers         pure functions in processes of their own: data in, bytes out
    bytes ─► folder, manifest   written here alone, so that any moment is a good one to be stopped
    all of it ─► index          `index.html` over every fiche that the manifest lists
"""
