import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The stylesheet that all pages share. */
export const PAGE_STYLE = "page.css";

/**
 * A file of a page.
 *
 * @param folder - That of its sources. Where the command is bundled into one file, `assets/` beside that has all of
 * them.
 */
export function asset(name: string, folder = __dirname): string {
  const bundled = join(__dirname, "assets", name);
  return readFileSync(existsSync(bundled) ? bundled : join(folder, name), "utf8");
}
