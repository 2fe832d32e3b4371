// One diagram at a time where there are several of a kind.
const choose = tab => {
  const [tabs, ...panels] = tab.parentNode.parentNode.children;
  [...tabs.children].forEach((each, n) => {
    set(each, { "aria-selected": each === tab, tabindex: each === tab ? 0 : -1 });
    panels[n].classList.toggle("off", each !== tab);
  });
};
for (const tabs of all(".tabs")) {
  tabs.hidden = false;
  on(tabs, "click", ({ target }) => target === tabs || choose(target));
  on(tabs, "keydown", ({ key, target }) => {
    const next = { ArrowRight: target.nextSibling || tabs.firstChild,
      ArrowLeft: target.previousSibling || tabs.lastChild }[key];
    if (!next) return;
    next.focus();
    choose(next);
  });
  choose(tabs.firstChild);
}
// On a phone what is long is folded.
if (innerWidth < 700) for (const each of all("details[open]")) each.open = false;

// What an address leads to is shown, if it is folded or on a tab that is not.
const reveal = () => {
  const wanted = document.getElementById(location.hash.slice(1));
  const panel = wanted?.closest(".off");
  const folded = wanted?.closest("details");
  if (panel) choose(one(`#${panel.getAttribute("aria-labelledby")}`));
  if (folded) folded.open = true;
  if (panel || folded) wanted.scrollIntoView();
};
on(window, "hashchange", reveal);
reveal();

// Tables are put in order by a heading, what is left over and sums last; long ones are searched.
for (const table of all("main table")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (table.tHead.rows.length > 1 || rows.length < 4) continue;
  for (const head of table.rows[0].cells) {
    const button = make("button");
    button.append(...head.childNodes);
    head.append(button);
    on(button, "click", () => {
      const now = head.ariaSort;
      const falling = now ? now === "ascending" : head.matches(".number");
      for (const each of table.rows[0].cells) each.ariaSort = null;
      head.ariaSort = falling ? "descending" : "ascending";
      const read = row => text(row.cells[head.cellIndex]);
      const rank = row => row.matches(".total") ? 3 : row.matches(".rest") ? 2
        : head.matches(".number") && isNaN(number(read(row))) ? 1 : 0;
      const compare = head.matches(".number") ? (a, b) => number(a) - number(b)
        : (a, b) => a.localeCompare(b, lang);
      body.append(...rows.sort((a, b) => rank(a) - rank(b)
        || (falling ? -1 : 1) * compare(read(a), read(b))));
    });
  }
  if (rows.length < 15) continue;
  const label = given(2);
  const box = label.lastChild;
  table.closest(".scroll").before(label);
  on(box, "input", () => {
    for (const row of rows) row.hidden = !fold(text(row)).includes(fold(box.value));
  });
}
