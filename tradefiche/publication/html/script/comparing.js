// Two or three territories side by side, named by the address: `#59,62,76`. Each figure is one that
// stands in the page, and each bar repeats the number beside it.
const parts = read("#parts");
const most = 3;
const section = one("#compare");
const named = code => text(one(".name", rowOf.get(code)));
const addressed = () => [...new Set(behind().split(","))]
  .filter(code => rowOf.has(code)).slice(0, most);
let chosen = [];
const choose = codes => {
  const hash = codes.length ? `#${codes}` : location.pathname + location.search;
  history.pushState(null, "", hash);
  compare();
};
// One box for a row in the table, and for what the search finds.
function choice(row, words = "") {
  const { code } = row.dataset;
  const field = make("input", "", { type: "checkbox", value: code, class: "choose",
    "aria-label": say.choose.replace("#", named(code)) });
  on(field, "change", () => choose(field.checked ? [...chosen, code]
    : chosen.filter(each => each !== code)));
  mark(field);
  const label = make("label", field);
  label.append(words);
  return label;
}
const mark = field => {
  field.checked = chosen.includes(field.value);
  field.disabled = !field.checked && chosen.length >= most;
};
const bar = (share, side) => {
  const drawn = make("span", make("span"), { class: `bar ${side}`, "aria-hidden": true });
  drawn.firstChild.style.width = `${100 * share}%`;
  return drawn;
};
const table = (kind, caption, names, rows) => {
  const drawn = make("table");
  drawn.append(make("caption", caption), make("thead", make("tr")), make("tbody"));
  drawn.tHead.rows[0].append(...names.map(name => make("th", name, { scope: "col" })));
  drawn.tBodies[0].append(...rows);
  return make("div", drawn, { class: `scroll of-${kind}`, role: "region", "aria-label": caption });
};
const line = (head, cells) => {
  const row = make("tr", make("th", head, { scope: "row" }));
  row.append(...cells);
  return row;
};
// Imports to the left and exports to the right of one line, on one scale.
const totals = () => {
  const flows = ["imports", "exports"];
  const value = (code, flow) => number(text(cellOf(rowOf.get(code), flow))) || 0;
  const whole = Math.max(...chosen.flatMap(code => flows.map(flow => value(code, flow)))) || 1;
  const keys = [...flows, "balance", "coverage", "change"];
  return table("totals", say.totals, [text(heads[column("name")]), ...keys.map(key => text(heads[column(key)]))],
    chosen.map(code => line(named(code), keys.map(key => {
      const cell = cellOf(rowOf.get(code), key).cloneNode(true);
      if (flows.includes(key)) cell.append(bar(value(code, key) / whole, key));
      return cell;
    }))));
};
const percent = share => share === null ? "–"
  : share.toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = (what, flow) => {
  const at = ["imports", "exports"].indexOf(flow);
  const mine = parts.filter(([kind]) => kind === what);
  const whole = Math.max(...mine.flatMap(([, , of]) => chosen.flatMap(code => of[code])), 1);
  const rows = mine.map(([, name, of]) => [name, chosen.map(code => of[code][at])])
    .filter(([, values]) => values.some(Boolean))
    .sort((a, b) => Math.max(...b[1]) - Math.max(...a[1]));
  return table(flow, say[flow].replace("#", say[what]), [say[what], ...chosen.map(named)],
    rows.map(([name, values]) => line(name, values.map(share => {
      const cell = make("td", percent(share), { class: "number" });
      cell.append(bar(share / whole, flow));
      return cell;
    }))));
};
const tray = make("div", "", { id: "tray", hidden: "" });
const state = make("p", "", { role: "status" });
const seen = make("button", say.show, { type: "button" });
const clear = make("button", say.clear, { type: "button" });
tray.append(state, seen, clear);
one("#list").append(tray);
const compare = () => {
  const codes = addressed();
  if (!codes.length && location.hash) return; // it names a place on the page
  chosen = codes;
  all(".choose").forEach(mark);
  const enough = chosen.length > 1;
  const names = chosen.map(named).join(", ");
  state.textContent = chosen.length
    ? say[enough ? "some" : "one"].replace("#", names) : "";
  tray.hidden = !chosen.length;
  seen.hidden = !enough;
  section.hidden = !enough;
  if (!enough) return;
  one("#compared").replaceChildren(totals(), ...["zone", "a17"].flatMap(what =>
    ["imports", "exports"].map(flow => shares(what, flow))));
  stops();
};
const show = () => {
  section.scrollIntoView();
  one("#compare-title").focus({ preventScroll: true });
};
on(seen, "click", show);
on(clear, "click", () => choose([]));
for (const row of listed) one("th", row).prepend(choice(row));
on(window, "hashchange popstate", compare);
compare();
passed();
if (chosen.length > 1) show();
