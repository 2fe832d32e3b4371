"""Writers that turn a scene into an Altair chart, SVG, PNG, PDF or slides."""
