// The rooms, lowest first: a room imports itself and the rooms before it. Lint holds the order (eslint.config.mjs), and
// test/docs/rooms.test.ts compares it with the picture in ARCHITECTURE.md.

/** Folders of `shared/`. The files beside them (`index.ts`, `plans.ts`, `internal.ts`) are entries and come last. */
export const CORE_ROOMS = [
  "base",
  "findings",
  "aws",
  "policies",
  "grantees",
  "topology",
  "access",
  "repository",
  "creation-template",
  "key",
  "hub",
  "monitoring",
  "pull-through-cache",
  "replication",
  "scanning",
];

/** Folders of `cli/`. The files beside them are entries and come last. */
export const CLI_ROOMS = [
  "toolkit",
  "policy",
  "iam",
  "model",
  "resources",
  "proof",
  "rules",
  "config",
  "expectation",
  "terraform-language",
  "readers",
  "comparison",
  "doctor",
  "report",
  "audit",
  "compliance",
  "migrate",
  "commands",
];

/**
 * The order as zones of `import-x/no-restricted-paths`.
 *
 * @param {string} house - The folder that the rooms stand in.
 * @param {readonly string[]} rooms - Lowest first.
 */
export function zonesOf(house, rooms) {
  return rooms.map((room, at) => ({
    target: `./${house}/${room}`,
    from: `./${house}`,
    except: [...rooms.slice(0, at + 1).map((earlier) => `./${earlier}`), "./package.json"],
    message: `${house}/${room} may import only the rooms before it: ${rooms.slice(0, at).join(", ") || "none"}.`,
  }));
}
