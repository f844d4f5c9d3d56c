import type { MigrationPlan } from "../migration-plan";

/**
 * A plan as a file: for people as well, with each manifest on one line so that differences of two plans can be read.
 *
 * @example
 * ```ts
 * writeFileSync("plan.json", planText(plan));
 * ```
 */
export function planText(plan: MigrationPlan): string {
  const { manifests } = plan;
  const text = JSON.stringify({ ...plan, manifests: [] }, undefined, 2);
  const lines = manifests.map((manifest) => `    ${JSON.stringify(manifest)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  // The list stands at its own place, and is the only one with this name at this depth.
  return `${text.replace('\n  "manifests": []', () => `\n  "manifests": ${list}`)}\n`;
}
