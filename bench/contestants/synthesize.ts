import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { stopwatch } from "../harness";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/**
 * Synthesizes what `make` puts into one stack, and writes the time, the largest memory, and what was synthesized: a number of
 * resources and a digest of their values, equal for contestants that made the same.
 */
export function synthesize(region: string, make: (stack: TerraformStack) => void): void {
  const outdir = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
  try {
    const stop = stopwatch();
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "registry");
    new AwsProvider(stack, "aws", { region });
    make(stack);
    app.synth();
    const measured = stop();
    const text = readFileSync(join(outdir, "stacks", "registry", "cdk.tf.json"), "utf8");
    process.stdout.write(
      JSON.stringify({ ...measured, ...made((JSON.parse(text) as { resource: Resources }).resource) }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Resources are told apart by their place, not by their names in Terraform: those follow from where constructs stand. */
function made(resources: Resources): { readonly resources: number; readonly digest: string } {
  const places = new Map<string, string>();
  const kinds = Object.entries(resources).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [type, all] of kinds)
    for (const [place, id] of Object.keys(all).entries()) places.set(`${type}.${id}`, `${type}#${place}`);
  const values = kinds.map(([type, all]) => [type, Object.values(all).map(({ "//": _, ...value }) => sorted(value))]);
  const text = JSON.stringify(values).replaceAll(
    /\$\{(\w+\.[\w-]+)\./g,
    (_, id: string) => `\${${places.get(id) ?? id}.`,
  );
  return { resources: places.size, digest: createHash("sha256").update(text).digest("hex") };
}

function sorted(value: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
