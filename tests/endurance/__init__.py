"""Endurance: what no user should ever notice, tried again and again; `--endurance` for minutes."""
