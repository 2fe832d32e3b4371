// A country or an activity is found by its name: lit where it is drawn, or its row is shown; what
// is not here is looked for among all fiches.
const finder = one("#find");
const found = all("tbody tr[data-k]").map(row => ({ row, name: text(row.cells[0]) }));
one("#names").append(...[...new Set(found.map(({ name }) => name))].map(name => make("option", name)));
finder.closest("[hidden]").hidden = false;
on(finder, "input keydown", ({ key }) => {
  const words = fold(finder.value);
  const sought = key === "Enter" && words;
  const { row } = found.find(({ name }) => fold(name) === words)
    || sought && found.find(({ name }) => ` ${fold(name)}`.includes(` ${words}`)) || {};
  const { index } = finder.dataset;
  if (row) {
    held = null;
    hold(row, [row.dataset.k]);
    const state = states.find(each => each.lit.length);
    if (!state) row.closest("details").open = true;
    (state?.figure || row).scrollIntoView();
  } else if (sought && index) location = `${index}#q=${words}`;
});
