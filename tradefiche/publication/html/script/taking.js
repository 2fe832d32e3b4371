// What a figure is taken away as: a drawing with title, source and licence, its table.
const rules = [...document.styleSheets[0].cssRules];
const onLight = rules.find(rule => rule.selectorText === ":root").style;
const xml = node => new XMLSerializer().serializeToString(node);
const colour = name => onLight.getPropertyValue(name).trim();
const drawn = figure => {
  const plot = one(".plot.wide svg", figure).cloneNode(true);
  const { width, height } = plot.viewBox.baseVal;
  const pen = make("canvas").getContext("2d");
  const edge = width / 30;
  const lines = [];
  let y = edge;
  const write = (words, size, weight, ink) => {
    pen.font = `${weight} ${size}px ${colour("--words")}`;
    const rows = [""];
    for (const word of words.split(" ")) {
      const longer = `${rows[0]} ${word}`.trim();
      if (pen.measureText(longer).width > width) rows.unshift(word);
      else rows[0] = longer;
    }
    for (const row of rows.reverse()) {
      y += size * 1.4;
      lines.push(`<text x="${edge}" y="${y}" font-size="${size}" font-weight="${weight}" fill="var(${ink})">${xml(new Text(row))}</text>`);
    }
  };
  write(text(one(".label", figure)), width / 65, 600, "--grey");
  write(text(one("figcaption :is(h3, h4, h5)", figure)), width / 42, 700, "--ink");
  write(text(one(".subtitle", figure)), width / 60, 400, "--grey");
  set(plot, { x: edge, y: y + edge / 2, width, height, "font-family": "Arial" });
  y += height + edge;
  for (const words of [
    ...all(".beside > :not(.slim) .title", figure).map(title =>
      text(title) + say.colon + all(".value, li", title.parentNode).map(text).join(" ; ")),
    ...all("figure > .note, figure > .source", figure).map(text),
    say.licence,
  ]) write(words, width / 69, 400, "--grey");
  const w = width + 2 * edge;
  const h = y + edge;
  const shown = xml(plot).replace(/(<g .*?)font-family=".*?"/g, '$1class="n"');
  // Offices set one family, named by an attribute, and do not read such a rule.
  const faces = rules.filter(rule => rule.type === 5).map(rule => rule.cssText).join("")
    + "@supports (font-family:x){text{font-family:var(--words)}.n text{font-family:var(--numbers)}}";
  return [w, h, `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="Arial"><style>${faces}</style><rect width="100%" height="100%" fill="var(--background)"/>${shown}${lines.join("")}</svg>`
    .replace(/var\((.*?)\)/g, (_, name) => colour(name))];
};
const address = (kind, content) => `data:${kind};charset=utf-8,${encodeURIComponent(content)}`;
const save = (href, figure, ending) =>
  make("a", "", { href, download: `${say.stem}_${figure.id}.${ending}` }).click();
const cells = table => [...table.rows].map(row => [...row.cells].map(text));
// Numbers as programs read them: no space among their digits, a plain minus.
const plain = cell => /^[\d\s,.−+%]+$/.test(cell) ? cell.replace(/\s/g, "").replace("−", "-") : cell;
const csv = table => "\ufeff" + cells(table).map((row, n) =>
  [...row, n ? say.data : "data"].map(cell => `"${plain(cell).replace(/"/g, '""')}"`)
    .join(comma === "," ? ";" : ",") + "\r\n").join("");
const copy = (words, html) => {
  document.addEventListener("copy", event => {
    event.clipboardData.setData("text/plain", words);
    event.clipboardData.setData("text/html", html);
    event.preventDefault();
  }, { once: true });
  document.execCommand("copy");
  return say.copied;
};
const taking = {
  svg: figure => save(address("image/svg+xml", drawn(figure)[2]), figure, "svg"),
  png: figure => {
    const [w, h, svg] = drawn(figure);
    const image = new Image();
    image.onload = () => {
      const sheet = make("canvas", "", { width: w * 3, height: h * 3 });
      sheet.getContext("2d").drawImage(image, 0, 0, w * 3, h * 3);
      save(sheet.toDataURL(), figure, "png");
    };
    image.src = address("image/svg+xml", svg);
  },
  csv: figure => save(address("text/csv", csv(one("table", figure))), figure, "csv"),
  copy: figure => {
    const table = one("table", figure);
    const source = one(".source", figure);
    return copy([...cells(table).map(row => row.join("\t")), text(source)].join("\n"),
      table.outerHTML + source.outerHTML);
  },
};
for (const figure of figures) {
  const tools = set(given(0), { "aria-label": text(one(".label", figure)) });
  on(tools, "click", event => {
    const act = taking[event.target.dataset.do];
    if (act) tools.lastChild.textContent = act(figure) || "";
  });
  one("details", figure).before(tools);
}
