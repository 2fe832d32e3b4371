// Finds fiches by name, code or Territoire d'industrie. Without it the list is all there.
const fold = text => text.toLowerCase().replace(/œ/g, "oe").normalize("NFD")
  .replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, " ").trim();
const starts = (text, words) => text.startsWith(words) || text.includes(" " + words);
const finder = document.getElementById("finder");
const box = finder.querySelector("input");
const found = document.getElementById("found");
const status = document.getElementById("status");
const rows = [...document.querySelectorAll("tr[data-names]")].map(row => ({
  row,
  names: row.dataset.names.split("|").map(fold),
  areas: (row.dataset.areas || "").split("|").filter(Boolean).map(area => [area, fold(area)]),
}));
const rank = (each, words) => {
  if (each.names.includes(words)) return [0];
  if (each.names.some(name => name.startsWith(words))) return [1];
  if (each.names.some(name => starts(name, words))) return [2];
  const area = each.areas.find(([, folded]) => starts(folded, words));
  return area ? [3, area[0]] : null;
};
const item = (each, area) => {
  const line = document.createElement("li");
  for (const link of each.row.querySelectorAll("a")) line.append(link.cloneNode(true), " ");
  if (area) {
    const note = document.createElement("span");
    note.textContent = area;
    line.append(note);
  }
  return line;
};
const show = () => {
  const words = fold(box.value);
  const hits = words ? rows.map(each => [each, rank(each, words)]).filter(hit => hit[1]) : [];
  hits.sort((a, b) => a[1][0] - b[1][0]);
  const shown = hits.slice(0, 10);
  found.replaceChildren(...shown.map(([each, [, area]]) => item(each, area)));
  const texts = status.dataset;
  const text = hits.length > shown.length ? texts.first
    : hits.length > 1 ? texts.many : hits.length ? texts.one : texts.none;
  status.textContent = words ? text.replace("#", hits.length) : "";
};
box.addEventListener("input", show);
box.addEventListener("keydown", event => {
  const first = found.querySelector("a");
  if (event.key === "Enter" && first) first.click();
  if (event.key === "Escape") { box.value = ""; show(); }
});
finder.hidden = false;
show();
