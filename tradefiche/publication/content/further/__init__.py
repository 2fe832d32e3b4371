"""The section "Pour aller plus loin": change, structure, specialisation, dependence, checks.

One module per subject; each reads its table as the charts do and yields blocks.
"""
