// Lays made-up flows out with d3-sankey and made-up values with d3-hierarchy's squarified treemap,
// and prints inputs and results as JSON. The tests compare our own geometry with it.
import {hierarchy, treemap, treemapSquarify} from "d3-hierarchy";
import {sankey, sankeyLinkHorizontal} from "d3-sankey";

// A generator of chance (Park and Miller) whose numbers are the same everywhere.
function dice(seed) {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

function shuffled(items, chance) {
  return items.map((item) => [chance(), item]).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}

const rounded = (value) => Number(value.toPrecision(9));

function flows(left, right, {seed, filled = 1, ties = false}) {
  const chance = dice(seed);
  const found = [];
  for (let i = 0; i < left; i++)
    for (let j = 0; j < right; j++) {
      const size = Math.exp(9 * chance());
      if (chance() <= filled) found.push([i, j, ties ? 1000 : Math.ceil((size * 1e6) / (1 + i + j))]);
    }
  return found;
}

// Nodes stand in the order of their index, as ours do, and links at either end in that of the other
// (by default d3 orders them while the nodes still move, and leaves some of them crossed).
function laid({name, left, right, height, gap, options}) {
  const links = flows(left, right, options);
  const sides = [0, 1].map((side) => [...new Set(links.map((link) => link[side]))].sort((a, b) => a - b));
  const nodes = sides.flatMap((codes, side) => codes.map((code, place) => ({id: `${side}:${code}`, place})));
  const graph = sankey()
    .nodeId((node) => node.id)
    .nodeSort((a, b) => a.place - b.place)
    .linkSort((a, b) => a.source.place - b.source.place || a.target.place - b.target.place)
    .nodeWidth(10)
    .nodePadding(gap)
    .extent([[0, 0], [500, height]])({
      nodes,
      links: shuffled(links, dice(7)).map(([i, j, value]) => ({source: `0:${i}`, target: `1:${j}`, value})),
    });
  const path = sankeyLinkHorizontal();
  return {
    name, height, gap,
    nodes: graph.nodes.map((node) => [node.id, rounded(node.y0), rounded(node.y1)]),
    links: graph.links.map((link) => [
      link.source.id, link.target.id, link.value, rounded(link.width),
      rounded(link.y0 - link.source.y0), rounded(link.y1 - link.target.y0),
    ]),
    curves: graph.links.slice(0, 5).map((link) => path(link)),
  };
}

function tiled({name, count, width, height, seed, ties = false}) {
  const chance = dice(seed);
  const values = Array.from({length: count}, () => (ties ? 7 : Math.ceil(Math.exp(10 * chance()))));
  values.sort((a, b) => b - a);
  const root = hierarchy({children: values.map((value) => ({value}))}).sum((each) => each.value ?? 0);
  treemap().tile(treemapSquarify.ratio(1)).size([width, height])(root);
  return {
    name, width, height, values,
    cells: (root.children ?? []).map((each) => [each.x0, each.y0, each.x1, each.y1].map(rounded)),
  };
}

const record = {
  sankeys: [
    {name: "eleven by eleven", left: 11, right: 11, height: 560, gap: 4, options: {seed: 11}},
    {name: "half of the pairs", left: 11, right: 11, height: 188, gap: 2, options: {seed: 12, filled: 0.5}},
    {name: "one product", left: 1, right: 11, height: 560, gap: 4, options: {seed: 13}},
    {name: "one country", left: 9, right: 1, height: 560, gap: 4, options: {seed: 14}},
    {name: "one pair", left: 1, right: 1, height: 150, gap: 4, options: {seed: 15}},
    {name: "ties", left: 6, right: 8, height: 400, gap: 6, options: {seed: 16, ties: true}},
    {name: "few of many", left: 21, right: 21, height: 700, gap: 3, options: {seed: 17, filled: 0.2}},
  ].map(laid),
  treemaps: [
    {name: "activities", count: 40, width: 300, height: 400, seed: 21},
    {name: "wide", count: 25, width: 800, height: 300, seed: 22},
    {name: "one", count: 1, width: 300, height: 400, seed: 23},
    {name: "two", count: 2, width: 300, height: 400, seed: 24},
    {name: "ties", count: 12, width: 300, height: 400, seed: 25, ties: true},
    {name: "many", count: 120, width: 600, height: 500, seed: 26},
  ].map(tiled),
};
const lines = Object.entries(record).map(
  ([kind, cases]) => `"${kind}": [\n${cases.map((each) => JSON.stringify(each)).join(",\n")}\n]`,
);
process.stdout.write(`{\n${lines.join(",\n")}\n}\n`);
