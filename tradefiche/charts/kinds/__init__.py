"""The kinds of chart, a folder each; none imports another."""
