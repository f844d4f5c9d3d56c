/* global document, HTMLElement, HTMLInputElement, HTMLTableElement, HTMLFormElement */
// @ts-check
"use strict";

/** Tables with a filter sort by a click on a title, and show the rows that hold every word of the filter. */
(() => {
  /** Browsers need a second to lay out thousands of rows anew: more are shown when asked for. */
  const MOST_SHOWN = 500;

  for (const form of document.querySelectorAll("form[data-filter]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const id = form.dataset.filter ?? "";
    const table = document.getElementById(id);
    const body = table instanceof HTMLTableElement ? table.tBodies[0] : undefined;
    if (table instanceof HTMLTableElement && body)
      live(form, table, body, document.querySelector(`[data-count="${id}"]`));
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLTableElement} table
   * @param {HTMLTableSectionElement} body
   * @param {Element | null} count
   */
  function live(form, table, body, count) {
    const given = [...body.rows];
    const texts = new Map(given.map((row) => [row, [...row.cells].map(cellText).join("\n").toLowerCase()]));
    let most = MOST_SHOWN;
    const more = document.createElement("button");
    more.type = "button";
    more.addEventListener("click", () => {
      most = Infinity;
      filter();
    });
    table.parentElement?.after(more);
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === "whole") showWhole(table, target.checked);
      else filter();
    });
    for (const [index, title] of [...(table.tHead?.rows[0]?.cells ?? [])].entries()) sortable(title, index);
    filter();

    function filter() {
      const field = form.elements.namedItem("text");
      const text = field instanceof HTMLInputElement ? field.value.toLowerCase() : "";
      const words = text.split(/\s+/).filter((word) => word !== "");
      let [matching, shown] = [0, 0];
      for (const row of body.rows) {
        const isMatch = words.every((word) => texts.get(row)?.includes(word));
        row.hidden = !isMatch || shown >= most;
        if (isMatch) matching++;
        if (!row.hidden) shown++;
      }
      more.hidden = matching === shown;
      more.textContent = `Show all ${matching.toLocaleString("en")}`;
      if (!count) return;
      const [some, all] = [shown, given.length].map((each) => each.toLocaleString("en"));
      count.textContent = some === all ? `${all} shown` : `${some} of ${all} shown`;
    }

    /**
     * @param {HTMLTableCellElement} title
     * @param {number} index
     */
    function sortable(title, index) {
      const isNumber = title.classList.contains("is-number");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...title.childNodes);
      title.append(button);
      button.addEventListener("click", () => {
        // What is most is asked for first; names and times are read from the start.
        const first = isNumber ? "descending" : "ascending";
        const other = isNumber ? "ascending" : "descending";
        const direction = title.ariaSort === first ? other : first;
        for (const each of table.tHead?.rows[0]?.cells ?? []) each.ariaSort = null;
        title.ariaSort = direction;
        const sign = direction === "ascending" ? 1 : -1;
        const keyed = given.map((row, at) => ({ row, at, key: sortKey(row.cells[index], isNumber) }));
        keyed.sort((a, b) => sign * compared(a.key, b.key) || a.at - b.at);
        body.append(...keyed.map(({ row }) => row));
        filter();
      });
    }
  }

  /**
   * @param {HTMLTableElement} table
   * @param {boolean} isWhole
   */
  function showWhole(table, isWhole) {
    for (const code of table.querySelectorAll("code[title]")) {
      if (!(code instanceof HTMLElement)) continue;
      code.dataset.short ??= code.textContent ?? "";
      code.textContent = isWhole ? code.title : code.dataset.short;
    }
  }

  /** @param {HTMLTableCellElement} cell */
  function cellText(cell) {
    const whole = cell.querySelector("[title]");
    const text = cell.textContent?.trim() ?? "";
    return whole instanceof HTMLElement ? `${whole.title} ${text}` : text;
  }

  /**
   * @param {HTMLTableCellElement | undefined} cell
   * @param {boolean} isNumber
   */
  function sortKey(cell, isNumber) {
    const text = cell?.textContent?.trim() ?? "";
    return isNumber ? Number(text.replaceAll(",", "")) || 0 : text.toLowerCase();
  }

  /**
   * @param {string | number} a
   * @param {string | number} b
   */
  function compared(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
  }
})();
