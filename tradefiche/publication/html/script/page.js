// What the other scripts of a page use. All they say stands in the page: numbers in its tables,
// words in its template. Without them every figure, table and file is there.
const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const make = (name, content = "", more = {}) => {
  const made = document.createElement(name);
  if (content) made.append(content);
  return set(made, more);
};
const set = (node, more) => {
  for (const name in more) node.setAttribute(name, more[name]);
  return node;
};
const on = (node, types, act) => types.split(" ").map(type => node.addEventListener(type, act));
const text = node => node.textContent.replace(/[ \n]+/g, " ").trim();
// Words to be compared: letters and digits alone, which an address can have too.
const fold = words => words.toLowerCase().normalize("NFD").replace(/œ/g, "oe")
  .replace(/\p{M}/gu, "").replace(/\W+/g, " ").trim();
const kit = one("#kit");
const say = kit.dataset;
const lang = document.documentElement.lang;
const comma = lang === "fr" ? "," : ".";
// `1 234,5`, `−12`, `12,4 %`, `< 0,1 %` as numbers; NaN where there is none.
const number = words => {
  const [whole, part = ""] = words.replace(/[^\d,.−]/g, "").replace("−", "-").split(comma);
  return whole ? +`${whole.replace(/[,.]/g, "")}.${part}` : NaN;
};
const figures = all("main figure[id]");
