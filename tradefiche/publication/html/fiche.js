// What a page does when it is touched. All it says stands in the page: numbers in its tables,
// words in its template. Without it every figure, table and file is there.
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const make = (name, content = "", kind = "") => {
    const made = document.createElement(name);
    made.append(content);
    if (kind) made.className = kind;
    return made;
  };
  const kit = document.getElementById("kit");
  const say = kit.dataset;
  const text = each => each.textContent.replace(/[ \n]+/g, " ").trim();
  const comma = document.documentElement.lang === "fr" ? "," : ".";
  // `1 234,5`, `−12`, `12,4 %`, `< 0,1 %` as numbers; what holds none is NaN.
  const number = written => {
    const found = written.replace(/[^\d,.−-]/g, "").replace("−", "-").split(comma);
    return found[0] === "" ? NaN : Number(`${found[0].replace(/[,.]/g, "")}.${found[1] || 0}`);
  };
  const figures = all("main figure[id]");

  // A figure's answer: the row that a key belongs to, or row, column and cell of a matrix.
  const rowOf = (tables, key) => tables.flatMap(table => all("tbody tr", table))
    .find(row => row.dataset.k === key);
  const said = cell => {
    const head = cell.closest("table").rows[0].cells[cell.cellIndex];
    const unit = head.dataset.u && number(cell.textContent) === number(cell.textContent);
    return text(cell) + (unit ? `\u00a0${head.dataset.u}` : "")
      + (cell.dataset.m ? ` (${cell.dataset.m})` : "");
  };
  const first = (cells, name) => {
    const found = cells.filter(([cell]) => number(text(cell)) > 0)
      .sort((a, b) => number(text(b[0])) - number(text(a[0]))).slice(0, 3);
    return found.length ? [name + found.map(([cell, of]) => `${of} ${text(cell)}`).join(", ")] : [];
  };
  const inMatrix = (table, [key, other]) => {
    const heads = [...table.rows[0].cells];
    const rows = all("tbody tr[data-k]", table);
    const at = heads.findIndex(head => head.dataset.k === (other || key));
    const row = rows.find(each => each.dataset.k === key);
    if (other) {
      if (!row || at < 0) return null;
      const ends = [text(row.cells[0]), text(heads[at])];
      if (heads[at].classList.contains("imports")) ends.reverse();
      return [ends.join(" → "), said(row.cells[at])];
    }
    if (row) {
      const cells = heads.flatMap((head, n) =>
        head.dataset.k && head.dataset.k !== "OTHER" ? [[row.cells[n], text(head)]] : []);
      return [text(row.cells[0]), said(row.cells[heads.length - 1]), ...first(cells, say.first)];
    }
    if (at < 0) return null;
    const cells = rows.flatMap(each =>
      each.dataset.k !== "-OTHER" ? [[each.cells[at], text(each.cells[0])]] : []);
    return [text(heads[at]), said(table.querySelector("tr.total").cells[at]),
      ...first(cells, say.first)];
  };
  const inTable = (row, heads) => [
    text(row.querySelector("th")),
    ...[...row.cells].filter(cell => cell.tagName === "TD" && !cell.classList.contains("code"))
      .map(cell => `${text(heads[cell.cellIndex])}${say.colon}${said(cell)}`),
  ];
  const answer = (figure, words) => {
    const tables = all("table", figure);
    const matrix = tables.find(table => table.classList.contains("matrix"));
    if (matrix) return inMatrix(matrix, words);
    const row = rowOf(tables, words[0]) || (words[0].endsWith("OTHER") ? null : rowOf(
      all("#table-partners, #table-products"), words[0]));
    return row && inTable(row, row.closest("table").rows[0].cells);
  };

  // Lighting: what is pointed at in one figure, what is held in all.
  const states = new Map();
  let held = null;
  const belongs = (mark, wanted) => wanted.every(word => mark.words.includes(word))
    || mark.words.every(word => wanted.includes(word));
  // What is left over is another thing in each figure.
  const alike = words => !words.some(word => word.endsWith("OTHER"));
  const light = (state, wanted) => {
    const on = wanted ? state.marks.filter(mark => belongs(mark, wanted)) : [];
    for (const mark of state.lit) mark.node.classList.remove("on");
    for (const mark of on) mark.node.classList.add("on");
    state.lit = on;
    for (const plot of state.plots) plot.classList.toggle("lit", on.length > 0);
    for (const row of all("tr[data-k]", state.figure)) {
      row.classList.toggle("on", on.length > 0 && wanted.includes(row.dataset.k));
    }
    const parts = on.length ? answer(state.figure, wanted) : null;
    const shown = parts ? parts.join("|") : "";
    if (shown !== state.shown) {
      state.shown = shown;
      const [name, ...rest] = parts || [];
      state.line.replaceChildren(...(parts ? [make("strong", name), ` ${rest.join(" · ")}`] : []));
    }
  };
  const show = state => {
    const shared = held && (held.figure === state.figure || alike(held.words));
    light(state, state.over || (shared ? held.words : null));
  };
  const hold = (figure, words) => {
    held = words && { figure, words };
    for (const state of states.values()) show(state);
  };
  const nearest = (state, event) => {
    const direct = event.target.closest("[data-k]");
    if (direct) return direct.dataset.k.split(" ");
    let best = null;
    let least = 30;
    for (const { node, words } of state.marks) {
      if (node.tagName === "path") continue;
      const box = node.getBoundingClientRect();
      const x = Math.max(box.left - event.clientX, event.clientX - box.right, 0);
      const y = Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
      const far = box.width ? Math.min(x, y) + 0.3 * Math.max(x, y) : least;
      if (far < least) [best, least] = [words, far];
    }
    return best;
  };
  // What arrow keys go through: what is drawn for this width, nodes before ribbons.
  const orders = new Map();
  const order = (state, plot) => {
    if (!orders.has(plot)) {
      const drawn = state.marks.filter(mark => plot.contains(mark.node));
      const found = new Map(drawn.map(mark => [mark.words.join(" "), mark.words]));
      orders.set(plot, [...found.values()].filter(words => answer(state.figure, words))
        .sort((a, b) => a.length - b.length));
    }
    return orders.get(plot);
  };
  const step = (state, event) => {
    const keys = order(state, event.currentTarget);
    const at = keys.findIndex(words => state.over && words.join() === state.over.join());
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at < 0 ? -1 : at - 1,
      ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined && keys.length) {
      state.over = keys[(to + keys.length) % keys.length];
    } else if ((event.key === "Enter" || event.key === " ") && state.over) {
      hold(state.figure, held && held.words.join() === state.over.join() ? null : state.over);
    } else return;
    event.preventDefault();
    show(state);
  };
  for (const figure of figures) {
    const plots = all(".plot", figure);
    const marks = all(".plot [data-k]", figure)
      .map(node => ({ node, words: node.dataset.k.split(" ") }));
    if (!marks.length) continue;
    const line = make("p", "", "line");
    line.setAttribute("role", "status");
    line.dataset.hint = say.hint;
    plots[plots.length - 1].after(line);
    const state = { figure, plots, marks, line, lit: [], over: null, shown: "" };
    states.set(figure, state);
    for (const plot of plots) {
      plot.tabIndex = 0;
      plot.setAttribute("role", "application");
      plot.setAttribute("aria-label", `${text(figure.querySelector(".label"))}${say.colon}${say.keys}`);
      plot.addEventListener("pointermove", event => {
        if (event.pointerType === "touch") return;
        state.over = nearest(state, event);
        show(state);
      });
      plot.addEventListener("pointerleave", () => { state.over = null; show(state); });
      plot.addEventListener("click", event => {
        const words = nearest(state, event);
        state.over = null;
        hold(figure, words && held && held.words.join() === words.join() ? null : words);
      });
      plot.addEventListener("keydown", event => step(state, event));
      plot.addEventListener("blur", () => { state.over = null; show(state); });
    }
  }
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const state of states.values()) state.over = null;
    hold(null, null);
  });
})();
