import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnyShape } from "../../shared/findings/shape";
import { shownDefault } from "../../shared/findings/shape";
import { REGISTRY_HUB } from "../../shared/hub/plan-hub";
import { ENCRYPTED_REPOSITORY } from "../../shared/hub/plan-repository";
import { SPOKE_ACCESS } from "../../shared/hub/plan-spoke";
import { REPOSITORY_KEY } from "../../shared/key/plan-key";
import { KEY_MONITORING } from "../../shared/monitoring/read";
import { PULL_THROUGH_CACHE } from "../../shared/pull-through-cache/read";
import { REPLICA_REGISTRY } from "../../shared/replication/read-replica";
import { REPLICATION } from "../../shared/replication/read-replication";
import { REPOSITORY_SETTINGS } from "../../shared/repository/settings";

/** The page whose table describes a configuration. */
const TABLES: readonly (readonly [page: string, shape: AnyShape])[] = [
  ["encrypted-repository.md", { ...ENCRYPTED_REPOSITORY.hub, ...ENCRYPTED_REPOSITORY.access, ...REPOSITORY_SETTINGS }],
  ["monitoring.md", KEY_MONITORING],
  ["pull-through-cache.md", PULL_THROUGH_CACHE],
  ["registry-hub.md", REGISTRY_HUB],
  ["replication.md", { ...REPLICATION, ...REPLICA_REGISTRY }],
  ["repositories.md", REPOSITORY_SETTINGS],
  ["repository-key.md", REPOSITORY_KEY],
  ["spoke-access.md", SPOKE_ACCESS],
];

/** Property → what its row says in the column of defaults. */
function documented(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(__dirname, "..", "..", "docs", page), "utf8");
  const rows = [...text.matchAll(/^\| (`[^|]+`) +\| ([^|]*?) +\|/gm)];
  // The first table of a page that names a property is the one of its arguments.
  return new Map(
    rows
      .reverse()
      .flatMap(([, names = "", cell = ""]) =>
        [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => [name, cell] as const),
      ),
  );
}

/** A value as tables write it, with or without its quotes of code. */
function plain(cell: string): string {
  return cell.replaceAll("`", "");
}

describe("the tables of the documentation", () => {
  for (const [page, shape] of TABLES) {
    it(`${page} has each property, and its default`, () => {
      const rows = documented(page);
      expect(Object.keys(shape).filter((name) => !rows.has(name))).to.deep.equal([]);
      for (const [name, property] of Object.entries(shape)) {
        const cell = rows.get(name) ?? "";
        const expected = shownDefault(property);
        if (expected === undefined) expect(cell, name).to.equal("required");
        // What happens without it is said in the words of the page.
        else if ("otherwise" in property) expect(cell, name).to.not.match(/^(required|)$/);
        else expect(plain(cell), name).to.equal(plain(expected));
      }
    });
  }
});
