// A figure answers: what is pointed at is lit, and a line says what its table has of it.
const headOf = cell => cell.closest("table").rows[0].cells[cell.cellIndex];
const said = cell => {
  const unit = headOf(cell).dataset.u;
  const more = cell.dataset.m;
  return text(cell) + (unit && !isNaN(number(text(cell))) ? `\u00a0${unit}` : "")
    + (more ? ` (${more})` : "");
};
const largest = pairs => {
  const found = pairs.map(([cell, name]) => [number(text(cell)), `${name} ${text(cell)}`])
    .filter(([value]) => value > 0).sort((a, b) => b[0] - a[0]).slice(0, 3);
  return found.length ? [say.first + found.map(([, words]) => words).join(", ")] : [];
};
// In a matrix: a flow, what a product has, what a country has.
const inMatrix = (table, [key, other = key]) => {
  const heads = [...table.rows[0].cells];
  const rows = all("tbody tr", table);
  const at = heads.findIndex(head => head.dataset.k === other);
  const row = rows.find(each => each.dataset.k === key);
  const named = (head, cell) => (head.dataset.k || "OTHER").endsWith("OTHER") ? [] : [[cell, text(head.cells ? head.cells[0] : head)]];
  if (row && at > 0) {
    const ends = [text(row.cells[0]), text(heads[at])];
    return [(heads[at].matches(".imports") ? ends.reverse() : ends).join(" → "), said(row.cells[at])];
  }
  if (key !== other || !row && at < 0) return null;
  return row
    ? [text(row.cells[0]), said([...row.cells].pop()),
      ...largest(heads.flatMap((head, n) => named(head, row.cells[n])))]
    : [text(heads[at]), said(rows[rows.length - 1].cells[at]),
      ...largest(rows.flatMap(each => named(each, each.cells[at])))];
};
const answer = (figure, words) => {
  const matrix = one(".matrix", figure);
  if (matrix) return inMatrix(matrix, words);
  const tables = [figure, ...words[0].endsWith("OTHER") ? [] : all("#table-partners, #table-products")];
  const row = tables.flatMap(each => all("tbody tr", each)).find(each => each.dataset.k === words[0]);
  return row && [text(one("th", row)), ...all("td:not(.code)", row).map(cell =>
    text(headOf(cell)) + say.colon + said(cell))];
};

const given = n => kit.content.children[n].cloneNode(true);
const states = [];
let held = null;
const same = (a, b) => `${a}` === `${b}`;
const belongs = (words, wanted) =>
  wanted.every(word => words.includes(word)) || words.every(word => wanted.includes(word));
// What is pointed at comes first, then what is held; what is left over is another thing elsewhere.
const show = state => {
  const shared = held && (held.figure === state.figure || !`${held.words}`.includes("OTHER"));
  const wanted = state.over || shared && held.words;
  const lit = wanted ? state.marks.filter(mark => belongs(mark.words, wanted)) : [];
  const parts = lit.length && answer(state.figure, wanted) || [];
  for (const mark of state.marks) mark.node.classList.toggle("on", lit.includes(mark));
  state.lit = lit;
  state.figure.classList.toggle("lit", lit.length);
  for (const row of all("tr[data-k]", state.figure)) {
    row.classList.toggle("on", lit.length && wanted.includes(row.dataset.k));
  }
  if (!same(parts, state.parts)) {
    state.parts = parts;
    state.line.replaceChildren(...parts.slice(0, 1).map(name => make("strong", name)),
      ` ${parts.slice(1).join(" · ")}`.trimEnd());
  }
};
const hold = (figure, words) => {
  held = words && !(held && same(held.words, words)) ? { figure, words } : null;
  states.forEach(show);
};
const point = (state, words) => {
  state.over = words;
  show(state);
};
// A mark, or the one that a label or a gap is nearest to: in its row or column, else close by.
const nearest = (state, { target, clientX, clientY }) => {
  const direct = target.closest("[data-k]");
  if (direct) return direct.dataset.k.split(" ");
  let [best, least] = [null, 30];
  for (const { node, words } of state.marks) {
    const box = node.getBoundingClientRect();
    const x = Math.max(box.left - clientX, clientX - box.right, 0);
    const y = Math.max(box.top - clientY, clientY - box.bottom, 0);
    const far = Math.min(x, y) + 0.3 * Math.max(x, y);
    if (box.width && node.tagName !== "path" && far < least) [best, least] = [words, far];
  }
  return best;
};
// Arrow keys go through what is drawn for this width, nodes before ribbons.
const order = (state, plot) => plot.order ||= [...new Map(
  state.marks.filter(({ node }) => plot.contains(node)).map(({ words }) => [`${words}`, words]),
).values()].filter(words => answer(state.figure, words)).sort((a, b) => a.length - b.length);
const step = (state, event) => {
  const keys = order(state, event.currentTarget);
  const at = keys.findIndex(words => same(words, state.over));
  const back = Math.max(at, 0) - 1;
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: back, ArrowUp: back, Home: 0,
    End: -1 }[event.key];
  if (to !== undefined) point(state, keys[(to + keys.length) % keys.length]);
  else if (["Enter", " "].includes(event.key)) hold(state.figure, state.over);
  else return;
  event.preventDefault();
};
for (const figure of figures) {
  const marks = all(".plot [data-k]", figure).map(node => ({ node, words: node.dataset.k.split(" ") }));
  if (!marks.length) continue;
  const line = given(1);
  const state = { figure, marks, line, lit: [], over: null, parts: [] };
  states.push(state);
  const name = text(one(".label", figure)) + say.colon + say.keys;
  for (const plot of all(".plot", figure)) {
    plot.after(line);
    set(plot, { tabindex: 0, role: "application", "aria-label": name });
    on(plot, "pointermove", event =>
      event.pointerType === "touch" || point(state, nearest(state, event)));
    on(plot, "pointerleave blur", () => point(state, null));
    on(plot, "click", event => {
      state.over = null;
      hold(figure, nearest(state, event));
    });
    on(plot, "keydown", event => step(state, event));
  }
}
on(document, "keydown", event => {
  if (event.key === "Escape") {
    for (const state of states) state.over = null;
    hold();
  } else if (event.key === "/" && event.target.type !== "search") {
    event.preventDefault();
    one("#find").focus();
  }
});
