"""A scene becomes an Altair chart, inline SVG, a PNG or a PDF."""
