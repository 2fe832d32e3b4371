"""Timings of whole commands on the full sample, each beside a bare baseline of the same run."""
