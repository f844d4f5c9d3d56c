/* global document, NodeFilter, HTMLTemplateElement */
// @ts-check
"use strict";

/** The panel with the reasons of the chosen cell. The reasons of its group are given with the names of the cell. */
(() => {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("reasons-panel"));
  const title = /** @type {HTMLElement} */ (document.getElementById("reasons-title"));
  const body = /** @type {HTMLElement} */ (document.getElementById("reasons-body"));
  const WORDS = /** @type {Record<string, string>} */ ({ allowed: "allowed", denied: "denied", unknown: "not known" });

  document.getElementById("reasons-close")?.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.addEventListener("cell-chosen", (event) => show(/** @type {any} */ (event).detail));

  /** @param {{ data: any, row: number[], column: number[], groups: number[] }} cell */
  function show({ data, row, column, groups }) {
    const principal = row[0] ?? 0;
    const repository = column[0] ?? 0;
    title.textContent = `${data.principals[principal].label} and ${data.repositories[repository].label}`;
    const parts = groups.map((index) => partOf(data, index, principal, repository));
    const isOpen = parts.some((part) => part.open);
    if (!isOpen && parts[0]) parts[0].open = true;
    body.replaceChildren(
      ...(data.principals[principal].arn === "" ? [] : [text("p", "source", data.principals[principal].arn)]),
      text("p", "source", data.repositories[repository].arn),
    );
    if (row.length * column.length > 1)
      body.append(
        text(
          "p",
          "note",
          `The same answers for ${row.length * column.length} cells of the table: ${row.length} principals, ${column.length} repositories.`,
        ),
      );
    const isParty = data.principals[principal].kind === "party";
    const none = isParty ? "They have no access." : "There is nothing to ask here.";
    body.append(...(parts.length === 0 ? [text("p", "note", none)] : parts));
    dialog.showModal();
    dialog.scrollTop = 0;
    title.focus();
  }

  /**
   * @param {any} data
   * @param {number} index
   * @param {number} principal
   * @param {number} repository
   */
  function partOf(data, index, principal, repository) {
    const group = data.groups[index];
    const part = document.createElement("details");
    part.className = "group";
    part.open = group.isMistake || group.verdict === "unknown";
    const summary = document.createElement("summary");
    const kind = group.isMistake ? "mistake" : group.verdict;
    const mark = group.isMistake ? "✗ " : group.verdict === "unknown" ? "? " : group.verdict === "denied" ? "– " : "";
    summary.append(
      text("span", `word is-${kind}`, `${mark}${data.operations[group.operation].id}`),
      text("span", "", WORDS[group.verdict] + (group.isMistake ? ", looks like a mistake" : "")),
    );
    const reasons = document.createElement("div");
    reasons.className = "reasons";
    reasons.append(...reasonsOf(data, index, principal, repository));
    part.append(summary, reasons);
    return part;
  }

  /**
   * @param {any} data
   * @param {number} index
   * @param {number} principal
   * @param {number} repository
   */
  function reasonsOf(data, index, principal, repository) {
    const group = data.groups[index];
    const stored = document.getElementById(`reasons-${index}`);
    const { reason } = data.principals[principal];
    if (reason !== undefined) return [text("p", "note", reason)];
    if (stored === null) {
      const { arn } = data.principals[principal];
      const command = `ecr-kms check … --explain '${arn}' '${data.repositories[repository].arn}' ${data.operations[group.operation].id}`;
      return [
        text("p", "note", "The reasons would make this page too large. This prints them:"),
        text("code", "", command),
      ];
    }
    const copy = document.createElement("div");
    copy.append(...(stored instanceof HTMLTemplateElement ? stored.content : stored).cloneNode(true).childNodes);
    const sample = { principal: data.lists[group.principals][0], repository: data.lists[group.repositories][0] };
    /** @type {[string, string][]} */
    const names = [];
    if (sample.principal !== principal) {
      names.push(...pairs(data.principals[sample.principal], data.principals[principal]));
      copy.querySelectorAll('.source[data-of="principal"]').forEach((each) => each.remove());
    }
    if (sample.repository !== repository) {
      names.push(...pairs(data.repositories[sample.repository], data.repositories[repository]));
      copy.querySelectorAll('.source[data-of="repository"]').forEach((each) => each.remove());
    }
    rename(copy, names);
    return [...copy.childNodes];
  }

  /**
   * @param {{ arn: string, name: string, account?: string }} one
   * @param {{ arn: string, name: string, account?: string }} other
   * @returns {[string, string][]}
   */
  function pairs(one, other) {
    /** @type {[string, string][]} */
    const found = [
      [one.arn, other.arn],
      [one.name, other.name],
    ];
    if (one.account && other.account) found.push([one.account, other.account]);
    return found.filter(([from, to]) => from !== "" && from !== to);
  }

  /**
   * Whole names only: `app` is not a part of `app-test` or `my/app`.
   * @param {HTMLElement} root
   * @param {[string, string][]} names
   */
  function rename(root, names) {
    if (names.length === 0) return;
    const longestFirst = [...names].sort(([one], [other]) => other.length - one.length);
    const alternatives = longestFirst.map(([from]) => from.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
    const pattern = new RegExp(`(?<![\\w/+=,@-])(?:${alternatives})(?![\\w/+=,@-])`, "g");
    const byName = new Map([...longestFirst].reverse());
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      node.nodeValue = (node.nodeValue ?? "").replace(pattern, (from) => byName.get(from) ?? from);
    }
  }

  /**
   * @param {string} name
   * @param {string} className
   * @param {string} content
   */
  function text(name, className, content) {
    const made = document.createElement(name);
    if (className !== "") made.className = className;
    made.textContent = content;
    return made;
  }
})();
