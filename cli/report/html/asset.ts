import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The stylesheet and the scripts of the page. */
export const ASSETS = {
  style: "page.css",
  scripts: ["diagram.client.js", "matrix-model.client.js", "matrix.client.js", "panel.client.js", "page.client.js"],
} as const;

/** A file of the page: beside this one, or where the command is bundled into one file, in `assets/` beside that. */
export function asset(name: string): string {
  const beside = join(__dirname, name);
  return readFileSync(existsSync(beside) ? beside : join(__dirname, "assets", name), "utf8");
}
