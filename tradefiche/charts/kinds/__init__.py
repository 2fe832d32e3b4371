"""The kinds of chart, one folder each; no kind imports another."""
