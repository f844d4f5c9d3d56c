import type { PlannedManifest } from "./migration-plan";

/** What is copied before a manifest: what it names, and what it is about. */
export function copiedBefore({ children, subject }: PlannedManifest): readonly string[] {
  return subject === undefined ? children : [...children, subject];
}
