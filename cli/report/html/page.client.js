/* global document, window, navigator, HTMLElement, HTMLDetailsElement */
// @ts-check
"use strict";

/** Copying statements, choosing severities, opening everything for print, and opening what a link leads to. */
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof HTMLElement ? event.target.closest(".copy") : null;
    if (button instanceof HTMLElement) void copy(button);
  });

  const severities = document.getElementById("severities");
  severities?.addEventListener("change", () => {
    const shown = new Set(
      [...severities.querySelectorAll("input")].filter(({ checked }) => checked).map(({ value }) => value),
    );
    for (const finding of document.querySelectorAll(".finding"))
      if (finding instanceof HTMLElement) finding.hidden = !shown.has(finding.dataset.severity ?? "");
  });

  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  window.addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("main details")) {
      if (!(each instanceof HTMLDetailsElement) || each.open) continue;
      each.open = true;
      opened.push(each);
    }
  });
  window.addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    opened = [];
  });

  /** @param {HTMLElement} button */
  async function copy(button) {
    const code = button.parentElement?.querySelector("code");
    if (!code) return;
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.textContent = "Copied";
    } catch {
      window.getSelection()?.selectAllChildren(code);
      button.textContent = "Selected";
    }
    window.setTimeout(() => (button.textContent = "Copy"), 2000);
  }
})();
