/* global document */
// @ts-check
"use strict";

/** Pointing at a box of the diagram, or moving to it by keys, shows its lines alone; Enter or a click keeps them shown. */
(() => {
  const svg = document.querySelector("#diagram .scroll svg");
  if (svg === null) return;
  const nodes = /** @type {SVGGElement[]} */ ([...svg.querySelectorAll(".node")]);
  const lines = /** @type {SVGGElement[]} */ ([...svg.querySelectorAll(".line")]);
  /** @type {SVGGElement | undefined} */
  let pinned;

  nodes[0]?.setAttribute("tabindex", "0");
  for (const node of nodes) {
    node.addEventListener("pointerenter", () => light(node));
    node.addEventListener("pointerleave", () => light(pinned));
    node.addEventListener("focus", () => light(node));
    node.addEventListener("blur", () => light(pinned));
    node.addEventListener("click", () => pin(node));
    node.addEventListener("keydown", (event) => onKey(event, node));
  }

  /** @param {SVGGElement | undefined} node */
  function light(node) {
    svg?.classList.toggle("is-focused", node !== undefined);
    const lit = new Set([node?.dataset.node]);
    for (const line of lines) {
      const { from, to } = line.dataset;
      const isLit = node !== undefined && (from === node.dataset.node || to === node.dataset.node);
      line.classList.toggle("is-lit", isLit);
      if (isLit) lit.add(from).add(to);
    }
    for (const each of nodes) each.classList.toggle("is-lit", lit.has(each.dataset.node));
  }

  /** @param {SVGGElement | undefined} node */
  function pin(node) {
    pinned = node === pinned ? undefined : node;
    for (const each of nodes) {
      each.classList.toggle("is-pinned", each === pinned);
      each.setAttribute("aria-pressed", String(each === pinned));
    }
    light(pinned);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {SVGGElement} node
   */
  function onKey(event, node) {
    if (event.key === "Enter" || event.key === " ") pin(node);
    else if (event.key === "Escape") pin(undefined);
    else {
      const next = neighbour(event.key, node);
      if (next === undefined) return;
      node.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    }
    event.preventDefault();
  }

  /**
   * Up and down within a column, left and right to the box of the next column that is nearest.
   * @param {string} key
   * @param {SVGGElement} node
   */
  function neighbour(key, node) {
    const columns = ["p", "r", "k"].map((kind) => nodes.filter((each) => each.dataset.node?.startsWith(kind)));
    const column = columns.findIndex((each) => each.includes(node));
    const index = columns[column]?.indexOf(node) ?? 0;
    if (key === "ArrowDown") return columns[column]?.[index + 1];
    if (key === "ArrowUp") return columns[column]?.[index - 1];
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return undefined;
    const middle = middleOf(node);
    return [...(columns[column + step] ?? [])].sort(
      (one, other) => Math.abs(middleOf(one) - middle) - Math.abs(middleOf(other) - middle),
    )[0];
  }

  /** @param {SVGGElement} node */
  function middleOf(node) {
    const { y, height } = node.getBBox();
    return y + height / 2;
  }
})();
