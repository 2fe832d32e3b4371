"""Imported by every interpreter that has this folder in PYTHONPATH, before anything else."""

from importlib import import_module

import_module("outside").install()
