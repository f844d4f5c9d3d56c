import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { stopwatch } from "../harness";

/**
 * Runs a Pulumi program with mocks until every resource is registered, and writes the time, the largest memory, and what was
 * registered: a number of resources and a digest of their inputs, equal for contestants that made the same. Components are
 * not counted: theirs differ.
 */
export async function runPulumi(make: () => void): Promise<void> {
  const made: { readonly type: string; readonly name: string; readonly inputs: unknown }[] = [];
  const stop = stopwatch();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const given = inputs as Record<string, unknown>;
      if (type.startsWith("aws:")) made.push({ type, name, inputs: given });
      const state = {
        ...given,
        arn: `arn:${name}`,
        keyId: `id-${name}`,
        repositoryUrl: `url-${name}`,
        registryId: "1",
      };
      return { id: `${name}-id`, state };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  });
  make();
  await pulumi.runtime.disconnect();
  const measured = stop();
  const lines = made.map(({ type, name, inputs }) => `${type} ${name} ${JSON.stringify(sorted(inputs))}`).sort();
  const digest = createHash("sha256").update(lines.join("\n")).digest("hex");
  process.stdout.write(JSON.stringify({ ...measured, resources: made.length, digest }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
