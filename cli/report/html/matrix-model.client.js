/* global document */
// @ts-check
"use strict";

/** What the matrix shows under given filters: which rows and columns, and which of them are equal. */
(() => {
  /** @typedef {{ operation: number, verdict: string, isMistake: boolean, principals: number, repositories: number }} Group */
  /** @typedef {{ principal: string, repository: string, operation: string, verdict: string, isGrouped: boolean }} Filters */

  const data = JSON.parse(document.getElementById("data")?.textContent ?? "");
  const columnCount = data.repositories.length;
  /** @type {Group[]} */
  const groups = data.groups;
  /** @type {Int32Array[]} */
  const groupAt = data.operations.map(() => new Int32Array(data.principals.length * columnCount).fill(-1));
  groups.forEach(({ operation, principals, repositories }, index) => {
    for (const row of data.lists[principals])
      for (const column of data.lists[repositories])
        /** @type {Int32Array} */ (groupAt[operation])[row * columnCount + column] = index;
  });

  Object.assign(globalThis, { accessMatrix: { data, groupsOf, view } });

  /**
   * The groups that a cell belongs to, one for each operation that can be asked about, as far as the filters let them through.
   * @param {number} row
   * @param {number} column
   * @param {Pick<Filters, "operation" | "verdict">} filters
   */
  function groupsOf(row, column, { operation, verdict }) {
    /** @type {number[]} */
    const found = [];
    groupAt.forEach((table, index) => {
      const number = table[row * columnCount + column] ?? -1;
      const group = groups[number];
      if (group === undefined || (operation !== "" && operation !== data.operations[index].id)) return;
      if (verdict === "" || (verdict === "mistake" ? group.isMistake : verdict === group.verdict)) found.push(number);
    });
    return found;
  }

  /**
   * Rows and columns, each a list of those that are shown as one.
   * @param {Filters} filters
   */
  function view(filters) {
    const isFiltered = filters.operation !== "" || filters.verdict !== "";
    let rows = matching(data.principals, filters.principal, ({ label, arn, account }) =>
      [label, arn, account, data.accounts[account] ?? ""].join(" "),
    );
    let columns = matching(data.repositories, filters.repository, ({ label, arn }) => `${label} ${arn}`);
    let answers = answersOf(rows, columns, filters);
    if (isFiltered) {
      const usedColumns = columns.map((_, index) => answers.some((row) => row[index] !== ""));
      rows = rows.filter((_, index) => answers[index]?.some((answer) => answer !== ""));
      columns = columns.filter((_, index) => usedColumns[index]);
      answers = answersOf(rows, columns, filters);
    }
    const count = { rows: rows.length, columns: columns.length };
    if (!filters.isGrouped) return { rows: rows.map((row) => [row]), columns: columns.map((it) => [it]), count };
    return {
      rows: together(rows, (row, index) => `${data.principals[row].account} ${answers[index]?.join() ?? ""}`),
      columns: together(columns, (_, index) => answers.map((row) => row[index]).join()),
      count,
    };
  }

  /**
   * @param {any[]} all
   * @param {string} wanted
   * @param {(one: any) => string} searchedText
   */
  function matching(all, wanted, searchedText) {
    const text = wanted.trim().toLowerCase();
    return all.map((_, index) => index).filter((index) => searchedText(all[index]).toLowerCase().includes(text));
  }

  /**
   * What each cell says, as a text that is the same for cells that look the same.
   * @param {number[]} rows
   * @param {number[]} columns
   * @param {Filters} filters
   */
  function answersOf(rows, columns, filters) {
    /** @type {Map<string, string>} */
    const known = new Map();
    const answer = (/** @type {number[]} */ indexes) => {
      const key = indexes.join();
      const text =
        known.get(key) ??
        indexes
          .map((index) => [groups[index]?.operation, groups[index]?.verdict, groups[index]?.isMistake].join(":"))
          .join(" ");
      known.set(key, text);
      return text;
    };
    return rows.map((row) => columns.map((column) => answer(groupsOf(row, column, filters))));
  }

  /**
   * @param {number[]} list
   * @param {(item: number, index: number) => string} groupKey
   */
  function together(list, groupKey) {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    list.forEach((item, index) => {
      const key = groupKey(item, index);
      const same = found.get(key);
      if (same) same.push(item);
      else found.set(key, [item]);
    });
    return [...found.values()];
  }
})();
