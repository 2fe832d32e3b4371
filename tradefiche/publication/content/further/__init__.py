"""The part "Pour aller plus loin": change, structure, specialisation, exposure, concentration.

One module a subject; each reads the rows of its table as the charts do and returns blocks.
"""
