/**
 * Loads what the command line names, as a program in the package's folder would, and writes the time. With `--outside` it
 * writes instead which modules outside the package were asked for, in order.
 */
import Module, { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { stopwatch } from "../harness";

const root = dirname(createRequire(__filename).resolve("ecr-kms/package.json"));
const load = createRequire(join(root, "package.json"));
const [flag, ...rest] = process.argv.slice(2);
const names = flag === "--outside" ? rest : process.argv.slice(2);

/** Node's loader, which hears every request. */
interface Loader {
  _load: (this: void, request: string, parent?: { readonly filename?: string }, ...rest: unknown[]) => unknown;
}

const loader = Module as unknown as Loader;
const outside = new Set<string>();
if (flag === "--outside") {
  const original = loader._load;
  loader._load = (request, parent, ...others) => {
    const ours = parent?.filename?.startsWith(join(root, "dist") + sep) ?? false;
    if (ours && !request.startsWith(".")) outside.add(request);
    return original(request, parent, ...others);
  };
}

const stop = stopwatch();
for (const name of names) load(name);
const measured = stop();
process.stdout.write(JSON.stringify(flag === "--outside" ? [...outside] : measured));
