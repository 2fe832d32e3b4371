// Finds fiches by name, code, préfecture or Territoire d'industrie, and who sells most of what and
// where to. Without it the list is all there.
const read = name => JSON.parse(one(name).textContent);
const split = words => (words || "").split("|").filter(Boolean).map(each => [each, fold(each)]);
// What an address says behind `#`; as it stands where it is broken: `#100%`.
const behind = () => {
  const words = location.hash.slice(1);
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
};
const listed = all("#list tr[data-code]");
const rowOf = new Map(listed.map(row => [row.dataset.code, row]));
const box = one("#words");
const status = one("#status");
const found = one("#found");
// 0: the name itself, 1: how it begins, 2: how a word in it begins; nothing else.
const rank = (names, words) => {
  const ranks = names.map(([, name]) => name === words ? 0 : name.startsWith(words) ? 1
    : name.includes(` ${words}`) ? 2 : 9);
  return Math.min(...ranks, 9);
};
const places = listed.map(row => {
  const { names, areas, towns } = row.dataset;
  return { row, names: split(names), also: [["town", split(towns)], ["area", split(areas)]] };
});
const markets = read("#markets").map(([what, names, ...sellers]) =>
  ({ what, names: split(names), sellers }));
const note = (kind, words) => make("span", `${say[kind]}${say.colon}${words}`);
const ofPlace = (each, words) => {
  let [best, more] = [rank(each.names, words), null];
  for (const [kind, names] of each.also) {
    for (const pair of names) {
      const at = rank([pair], words);
      if (at < 9 && at + 0.5 < best) [best, more] = [at + 0.5, note(kind, pair[0])];
    }
  }
  return [best, () => {
    const line = make("li");
    line.append(...all("a", each.row).flatMap(link => [link.cloneNode(true), " "]),
      choice(each.row, say.compare), ...more ? [more] : []);
    return line;
  }];
};
const ofMarket = (each, words) => [rank(each.names, words) + 0.7, () => {
  const line = make("li", each.names[0][0], { class: "market" });
  const list = make("ol");
  for (const [code, name, amount] of each.sellers) {
    const link = rowOf.has(code) && one("th a", rowOf.get(code)).cloneNode(true);
    const item = make("li", link || name);
    item.append(` ${amount}`);
    list.append(item);
  }
  line.append(" ", make("span", say[each.what]), list);
  return line;
}];
const search = () => {
  const words = fold(box.value);
  const hits = words ? [...places.map(each => ofPlace(each, words)),
    ...markets.map(each => ofMarket(each, words))].filter(([at]) => at < 9) : [];
  hits.sort(([a], [b]) => a - b);
  const shown = hits.slice(0, 8);
  found.replaceChildren(...shown.map(([, draw]) => draw()));
  const { first, many, one: single, none } = status.dataset;
  const said = hits.length > shown.length ? first : hits.length > 1 ? many : hits.length ? single
    : none;
  status.textContent = words ? said.replace("#", hits.length) : "";
};
on(box, "input", search);
on(box, "keydown", event => {
  const first = one("a", found);
  if (event.key === "Enter" && first) first.click();
  if (event.key === "Escape") box.value = "";
  if (event.key === "Escape") search();
});
on(document, "keydown", event => {
  if (event.key !== "/" || event.target.matches("input, select")) return;
  box.focus();
  event.preventDefault();
});
one("#finder").hidden = false;
// What a fiche's page was asked for and has not: `index.html#q=automobile`.
const passed = () => {
  const [, words] = behind().split(/^q=/);
  if (words) box.value = words;
  if (words) search();
};
on(window, "hashchange", passed);
