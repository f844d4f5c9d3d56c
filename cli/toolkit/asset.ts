import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The stylesheet and the scripts of the page. */
export const ASSETS = {
  style: "page.css",
  scripts: ["diagram.client.js", "matrix-model.client.js", "matrix.client.js", "panel.client.js", "page.client.js"],
} as const;

/**
 * A file of a page.
 *
 * @param folder - That of its sources. Where the command is bundled into one file, `assets/` beside that has all of them.
 */
export function asset(name: string, folder = __dirname): string {
  const beside = join(folder, name);
  return readFileSync(existsSync(beside) ? beside : join(folder, "assets", name), "utf8");
}
