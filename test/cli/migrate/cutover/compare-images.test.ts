import { expect } from "chai";
import { missingInDestination, sourceChanges } from "../../../../cli/migrate/cutover/compare-images";
import type { ListedImage } from "../../../../cli/migrate/list-images";
import type { PlannedManifest } from "../../../../cli/migrate/migration-plan";
import { digestOf } from "../sample-registry";

const [a, b, c] = [digestOf("a"), digestOf("b"), digestOf("c")] as const;

function planned(digest: string, ...tags: readonly string[]): PlannedManifest {
  return {
    digest,
    tags,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    kind: "image",
    bytes: 1,
    children: [],
  };
}

function listed(digest: string, ...tags: readonly string[]): ListedImage {
  return { digest, tags, status: "ACTIVE" };
}

const plan = { manifests: [planned(a, "1.0"), planned(b, "1.1", "latest")] };
const same = [listed(a, "1.0"), listed(b, "1.1", "latest")];

describe("comparing repositories with a plan", () => {
  const SOURCE: readonly [string, readonly ListedImage[], readonly string[]][] = [
    ["the same", same, []],
    ["the same in another order", [...same].reverse(), []],
    ["a push with a tag", [...same, listed(c, "1.2")], [`pushed ${c}`, `tag-added ${c} 1.2`]],
    ["a push without a tag", [...same, listed(c)], [`pushed ${c}`]],
    [
      "a push that moved a tag",
      [listed(a, "1.0"), listed(b, "1.1"), listed(c, "latest")],
      [`pushed ${c}`, `tag-moved ${c} latest`],
    ],
    ["a moved tag", [listed(a, "1.0", "latest"), listed(b, "1.1")], [`tag-moved ${a} latest`]],
    [
      "a tag that was moved while pages were listed",
      [listed(a, "1.0", "latest"), listed(b, "1.1", "latest")],
      [`tag-moved ${a} latest`],
    ],
    ["a new tag", [listed(a, "1.0", "stable"), listed(b, "1.1", "latest")], [`tag-added ${a} stable`]],
    ["a deleted tag", [listed(a), listed(b, "1.1", "latest")], [`tag-deleted ${a} 1.0`]],
    ["a deleted image", [listed(b, "1.1", "latest")], [`deleted ${a}`, `tag-deleted ${a} 1.0`]],
    [
      "an archived image that was not planned",
      [...same, { ...listed(c), status: "ARCHIVED" }],
      [`cannot-be-pulled ${c}`],
    ],
    [
      "a planned image that was archived",
      [{ ...listed(a, "1.0"), status: "ARCHIVED" }, listed(b, "1.1", "latest")],
      [`cannot-be-pulled ${a}`],
    ],
  ];
  for (const [name, now, differences] of SOURCE) {
    it(`finds in the source: ${name}`, () => {
      const found = sourceChanges(plan, now);
      expect(found.map(({ kind, digest, tag = "" }) => `${kind} ${digest ?? ""} ${tag}`.trim())).to.deep.equal(
        differences,
      );
      expect(found.every(({ where }) => where === "source")).to.equal(true);
    });
  }

  const DESTINATION: readonly [string, readonly ListedImage[], readonly string[]][] = [
    ["everything", same, []],
    ["everything and more", [...same, listed(c, "2.0")], []],
    [
      "nothing",
      [],
      [`missing ${a}`, `tag-missing ${a} 1.0`, `missing ${b}`, `tag-missing ${b} 1.1`, `tag-missing ${b} latest`],
    ],
    ["an image without its tag", [listed(a), listed(b, "1.1", "latest")], [`tag-missing ${a} 1.0`]],
    ["a tag on another image", [listed(a, "1.0", "latest"), listed(b, "1.1")], [`tag-differs ${b} latest`]],
    [
      "a tag that was moved while pages were listed",
      [listed(a, "1.0", "latest"), listed(b, "1.1", "latest")],
      [`tag-differs ${b} latest`],
    ],
    ["an archived image", [{ ...listed(a, "1.0"), status: "ARCHIVED" }, listed(b, "1.1", "latest")], [`missing ${a}`]],
  ];
  for (const [name, there, differences] of DESTINATION) {
    it(`finds in the destination: ${name}`, () => {
      const found = missingInDestination(plan, there);
      expect(found.map(({ kind, digest, tag = "" }) => `${kind} ${digest ?? ""} ${tag}`.trim())).to.deep.equal(
        differences,
      );
      expect(found.every(({ where }) => where === "destination")).to.equal(true);
    });
  }
});
