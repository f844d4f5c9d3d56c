/**
 * Lets the examples import "ecr-kms" by its name, as a user's program does: they have a package.json of their own, so Node
 * does not let them refer to this package without it standing in node_modules.
 */
import { rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const link = join(root, "node_modules", "ecr-kms");
rmSync(link, { force: true, recursive: false });
symlinkSync(root, link, "junction");
