/* global document, CustomEvent, HTMLElement */
// @ts-check
"use strict";

/** The matrix: its filters, parts of a size that a browser shows at once, keys, choosing a cell. */
(() => {
  const { data, groupsOf, view } = /** @type {any} */ (globalThis).accessMatrix;
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("filters"));
  const frame = document.getElementById("matrix-scroll");
  const pages = document.getElementById("matrix-pages");
  const count = document.getElementById("matrix-count");
  if (!form || !frame || !pages || !count) return;
  const SIZE = { rows: 40, columns: 12 };
  const from = { rows: 0, columns: 0 };
  let filters = filtersOf(form);
  /** @type {{ rows: number[][], columns: number[][], count: { rows: number, columns: number } }} */
  let shown = view(filters);

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    Object.assign(from, { rows: 0, columns: 0 });
    filters = filtersOf(form);
    shown = view(filters);
    render();
  });
  frame.addEventListener("keydown", onKey);
  frame.addEventListener("click", ({ target }) => {
    const button = buttonAt(target);
    if (button) choose(button);
  });
  render();

  /** @param {HTMLFormElement} filterForm */
  function filtersOf(filterForm) {
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (filterForm.elements.namedItem(name));
    return {
      principal: field("principal").value,
      repository: field("repository").value,
      operation: field("operation").value,
      verdict: field("verdict").value,
      isGrouped: field("grouped").checked,
    };
  }

  /** @param {EventTarget | null} target */
  function buttonAt(target) {
    const button = target instanceof HTMLElement ? target.closest("td button") : null;
    return button instanceof HTMLElement ? button : undefined;
  }

  function render() {
    const ratio = (/** @type {number} */ some, /** @type {unknown[]} */ all) =>
      `${some.toLocaleString("en")} of ${all.length.toLocaleString("en")}`;
    if (count)
      count.textContent = `${ratio(shown.count.rows, data.principals)} rows, ${ratio(shown.count.columns, data.repositories)} repositories`;
    const isEmpty = shown.rows.length === 0 || shown.columns.length === 0;
    frame?.replaceChildren(isEmpty ? element("p", { class: "count" }, "Nothing has this answer.") : table());
    frame?.querySelector("td button")?.setAttribute("tabindex", "0");
    pages?.replaceChildren(...(isEmpty ? [] : [...pager("rows"), ...pager("columns")]));
  }

  function table() {
    const columns = shown.columns.slice(from.columns, from.columns + SIZE.columns);
    const heads = columns.map((column, index) =>
      element("th", { scope: "col", "aria-colindex": from.columns + index + 2 }, ...names(column, data.repositories)),
    );
    const lines = shown.rows.slice(from.rows, from.rows + SIZE.rows).map((row, rowIndex) => {
      const { account } = data.principals[row[0] ?? 0];
      const small = element("small", {}, account === "" ? "" : `${account} ${data.accounts[account] ?? ""}`);
      const cells = columns.map((column, index) =>
        element("td", { "aria-colindex": from.columns + index + 2 }, cell(row, column, rowIndex, index)),
      );
      const head = element("th", { scope: "row", "aria-colindex": 1 }, ...names(row, data.principals), small);
      return element("tr", { "aria-rowindex": from.rows + rowIndex + 2 }, head, ...cells);
    });
    const corner = element("th", { scope: "col", "aria-colindex": 1 }, "Principal");
    return element(
      "table",
      {
        role: "grid",
        "aria-label": "Principals and repositories",
        "aria-rowcount": shown.rows.length + 1,
        "aria-colcount": shown.columns.length + 1,
      },
      element("thead", {}, element("tr", { "aria-rowindex": 1 }, corner, ...heads)),
      element("tbody", {}, ...lines),
    );
  }

  /**
   * @param {number[]} row
   * @param {number[]} column
   * @param {number} rowIndex
   * @param {number} columnIndex
   */
  function cell(row, column, rowIndex, columnIndex) {
    /** @type {{ operation: number, verdict: string, isMistake: boolean }[]} */
    const parts = groupsOf(row[0], column[0], filters).map((/** @type {number} */ index) => data.groups[index]);
    const said = new Set();
    const words = parts.flatMap(({ operation, verdict, isMistake }) => {
      if (verdict === "denied" && !isMistake && filters.verdict !== "denied") return [];
      const mark = isMistake ? "✗" : verdict === "unknown" ? "?" : verdict === "denied" ? "–" : "";
      const { word } = data.operations[operation];
      if (said.has(mark + word)) return [];
      said.add(mark + word);
      return [element("span", { class: `word is-${isMistake ? "mistake" : verdict}` }, `${mark} ${word}`.trim())];
    });
    const spoken = parts.map(({ operation, verdict, isMistake }) => {
      const answer = verdict === "unknown" ? "not known" : verdict;
      return `${data.operations[operation].id} ${answer}${isMistake ? ", looks like a mistake" : ""}`;
    });
    const none = data.principals[row[0] ?? 0].kind === "party" ? "no access" : "nothing to ask";
    const place = `${data.principals[row[0] ?? 0].label}, ${data.repositories[column[0] ?? 0].label}`;
    const label = `${place}: ${spoken.length === 0 ? none : spoken.join("; ")}`;
    const attributes = { type: "button", tabindex: -1, "aria-label": label };
    const position = { "data-row": rowIndex, "data-column": columnIndex };
    return element("button", { ...attributes, ...position }, ...(words.length === 0 ? ["–"] : words));
  }

  /**
   * The first names of a group, and how many more there are.
   * @param {number[]} group
   * @param {{ label: string }[]} all
   */
  function names(group, all) {
    const first = group.slice(0, 2).map((index) => all[index]?.label ?? "");
    const more = group.length - first.length;
    return more > 0 ? [first.join(", "), element("small", {}, `and ${more} more`)] : [first.join(", ")];
  }

  /** @param {"rows" | "columns"} axis */
  function pager(axis) {
    const [total, size, start] = [shown[axis].length, SIZE[axis], from[axis]];
    if (total <= size) return [];
    const step = (/** @type {string} */ text, /** @type {number} */ to) => {
      const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, text));
      button.disabled = to < 0 || to >= total;
      button.addEventListener("click", () => {
        from[axis] = to;
        render();
        const buttons = [...(pages?.querySelectorAll("button") ?? [])];
        const same = buttons.find(({ textContent }) => textContent === text);
        (same?.disabled ? buttons.find(({ disabled }) => !disabled) : same)?.focus();
      });
      return button;
    };
    const place = element("span", {}, `${axis} ${start + 1}–${Math.min(total, start + size)} of ${total}`);
    return [step(`Previous ${axis}`, start - size), place, step(`Next ${axis}`, start + size)];
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const button = buttonAt(event.target);
    if (!button) return;
    const [row, column] = [Number(button.dataset.row), Number(button.dataset.column)];
    const lastRow = Math.min(shown.rows.length - from.rows, SIZE.rows) - 1;
    const lastColumn = Math.min(shown.columns.length - from.columns, SIZE.columns) - 1;
    /** @type {Record<string, [number, number]>} */
    const moves = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [event.ctrlKey ? 0 : row, 0],
      End: [event.ctrlKey ? lastRow : row, lastColumn],
      PageUp: [Math.max(0, row - 10), column],
      PageDown: [Math.min(lastRow, row + 10), column],
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const next = buttonAt(frame?.querySelector(`button[data-row="${move[0]}"][data-column="${move[1]}"]`) ?? null);
    if (next) current(next).focus();
  }

  /** @param {HTMLElement} button The one that Tab comes back to. */
  function current(button) {
    frame?.querySelector('button[tabindex="0"]')?.setAttribute("tabindex", "-1");
    button.setAttribute("tabindex", "0");
    return button;
  }

  /** @param {HTMLElement} button */
  function choose(button) {
    const row = shown.rows[from.rows + Number(button.dataset.row)] ?? [];
    const column = shown.columns[from.columns + Number(button.dataset.column)] ?? [];
    current(button);
    const groups = groupsOf(row[0], column[0], { operation: "", verdict: "" });
    document.dispatchEvent(new CustomEvent("cell-chosen", { detail: { data, row, column, groups } }));
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} attributes
   * @param {...(string | Node)} children
   */
  function element(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.append(...children);
    return made;
  }
})();
