// The table is put in order by a heading, each group by itself, and shows one group or région alone.
const heads = [...one("#list table").rows[0].cells];
const column = key => heads.findIndex(head => head.dataset.k === key);
const cellOf = (row, key) => row.cells[column(key)];
const bodies = [...one("#list table").tBodies];
const sorted = (body, head, falling) => {
  const at = head.cellIndex;
  const words = row => text(one(".name", row.cells[at]) || row.cells[at]);
  const numbers = head.matches(".number");
  const last = row => numbers && isNaN(number(words(row)));
  const compare = numbers ? (a, b) => number(a) - number(b) : (a, b) => a.localeCompare(b, lang);
  return [...body.rows].filter(row => row.dataset.code).sort((a, b) => last(a) - last(b)
    || (falling ? -1 : 1) * compare(words(a), words(b)));
};
for (const head of heads.filter(each => each.dataset.k)) {
  const button = make("button");
  button.append(...head.childNodes);
  head.append(button);
  on(button, "click", () => {
    const now = head.ariaSort;
    const falling = now ? now === "ascending" : head.matches(".number:not([data-k=rank])");
    for (const each of heads) each.ariaSort = null;
    head.ariaSort = falling ? "descending" : "ascending";
    for (const body of bodies) body.append(...sorted(body, head, falling));
  });
}
const only = one("#only");
const narrow = () => {
  const wanted = only.value;
  for (const row of listed) {
    const { kind, region } = row.dataset;
    row.hidden = wanted && region !== wanted && !kind.split(" ").includes(wanted);
  }
  for (const body of bodies) {
    body.hidden = ![...body.rows].some(row => row.dataset.code && !row.hidden);
  }
};
on(only, "change", narrow);
one("#filter").hidden = false;
narrow();
