// The map shows another measure: each square its class and its value, the legend its classes.
const map = one(".map");
const squares = map ? all("a[data-code]", map) : [];
// The first by the measure, in the rows of those that export most.
const firsts = all(".top tbody tr");
const ordered = (key, name) => {
  const value = row => number(text(cellOf(row, key)));
  const best = listed.filter(row => /unit/.test(row.dataset.kind) && !isNaN(value(row)))
    .sort((a, b) => value(b) - value(a));
  set(one(".top"), { class: `top ${key}` });
  one(".top thead th:last-child").textContent = name;
  for (const [at, row] of firsts.entries()) {
    const from = best[at];
    row.hidden = !from;
    if (!from) continue;
    row.cells[0].replaceChildren(one("th a", from).cloneNode(true));
    // No bar below 0, nor where the first is no more than 0.
    const share = Math.max(0, value(from)) / value(best[0]) || 0;
    set(one("rect", row), { width: 100 * share });
    row.cells[2].textContent = text(cellOf(from, key));
  }
};
const measured = input => {
  const inputs = all("input", input.closest("fieldset"));
  one("#map-title").textContent = input.dataset.title;
  set(one("svg", map), { class: input.value });
  for (const legend of all(".classes", map)) legend.hidden = legend.dataset.measure !== input.value;
  if (firsts.length) ordered(input.value, text(heads[column(input.value)]));
  for (const square of squares) {
    const row = rowOf.get(square.dataset.code);
    const shade = square.dataset.classes.split(" ")[inputs.indexOf(input)];
    set(square, { class: shade });
    one("title", square).textContent = `${text(one(".name", row))} (${square.dataset.code})`
      + `${say.colon}${text(heads[column(input.value)])} ${text(cellOf(row, input.value))}`;
  }
};
// A triangle in the square says on which side it is, so that colour does not alone.
for (const square of squares) {
  const [x, y] = ["x", "y"].map(name => +one("rect", square).getAttribute(name));
  for (const [side, slope] of [["up", -6], ["down", 6]]) {
    const sign = document.createElementNS("http://www.w3.org/2000/svg", "path");
    square.append(set(sign, { class: side, d: `M${x + 15.75} ${y + 35 - slope / 2}h10l-5 ${slope}z` }));
  }
}
if (map) {
  on(one("#measures"), "change", event => measured(event.target));
  one("#measures").hidden = false;
  const chosen = one("#measures :checked");
  if (!chosen.defaultChecked) measured(chosen);
}
