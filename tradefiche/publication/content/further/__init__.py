"""The part "Pour aller plus loin": change, structure, what is particular, what to examine.

One module a subject; each reads the rows of its table as the charts do and returns blocks.
"""
