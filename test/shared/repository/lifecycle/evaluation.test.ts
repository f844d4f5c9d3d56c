import { expect } from "chai";
import type { LifecycleCount, LifecycleRule } from "../../../../shared";
import { expireUntagged, keepLast, lifecyclePolicy, protectTags } from "../../../../shared";
import type { Image } from "./evaluator";
import { expiredBy } from "./evaluator";

import * as fc from "fast-check";

const image = (name: string, tags: readonly string[], pushedDaysAgo: number): Image => ({ name, tags, pushedDaysAgo });
const byPrefixes = (tagPrefixList: readonly string[], count: LifecycleCount): LifecycleRule => ({
  selection: { tagStatus: "tagged", tagPrefixList, ...count },
});
const one: LifecycleCount = { countType: "imageCountMoreThan", countNumber: 1 };

describe("the evaluator of lifecycle policies", () => {
  const betaAndProd = [
    image("A", ["beta-1", "prod-1"], 10),
    image("B", ["beta-2", "prod-2"], 9),
    image("C", ["beta-3"], 8),
  ];
  const alphaAndBeta = [
    image("A", ["alpha-1"], 12),
    image("B", ["beta-1"], 11),
    image("C", ["alpha-2", "beta-2"], 10),
    image("D", ["alpha-3"], 4),
    image("E", ["beta-3"], 3),
    image("F", ["alpha-4", "beta-4"], 2),
  ];
  const threeTags = [
    image("A", ["alpha-1", "beta-1", "gamma-1"], 10),
    image("B", ["alpha-2", "beta-2"], 9),
    image("C", ["alpha-3", "beta-3", "gamma-2"], 8),
  ];
  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html
  const examples = [
    {
      title: "two rules, prod first",
      rules: [byPrefixes(["prod"], one), byPrefixes(["beta"], one)],
      images: betaAndProd,
      expired: ["A"],
    },
    {
      title: "two rules, beta first",
      rules: [byPrefixes(["beta"], one), byPrefixes(["prod"], one)],
      images: betaAndProd,
      expired: ["A", "B"],
    },
    {
      title: "two prefixes in one rule, by age",
      rules: [byPrefixes(["alpha", "beta"], { countType: "sinceImagePushed", countUnit: "days", countNumber: 5 })],
      images: alphaAndBeta,
      expired: ["C"],
    },
    {
      title: "two prefixes in one rule, by count",
      rules: [byPrefixes(["alpha", "beta"], one)],
      images: threeTags,
      expired: ["A", "B"],
    },
  ];
  for (const { title, rules, images, expired } of examples) {
    it(`expires what AWS says in its example of ${title}`, () => {
      expect(expiredBy(lifecyclePolicy(rules), images)).to.deep.equal(expired);
    });
  }
});

const TAGS = ["v1.0", "v2.0-rc.1", "dev-1", "dev-2", "release-7", "latest", "vintage"];
/** Images of different ages, tagged or not. */
const repositories: fc.Arbitrary<readonly Image[]> = fc
  .array(fc.tuple(fc.subarray(TAGS, { maxLength: 3 }), fc.integer({ min: 1, max: 5 })), { maxLength: 40 })
  .map((given) => {
    let age = -1;
    return given.map(([tags, days], index) => image(`image-${index}`, tags, (age += days)));
  });
const counts = fc.integer({ min: 1, max: 30 });
const named = (images: readonly Image[], is: (image: Image, rank: number) => boolean): readonly string[] =>
  images.filter(is).map(({ name }) => name);

describe("the ready-made rules", () => {
  it("keepLast keeps the images that were pushed last, and no other", () => {
    fc.assert(
      fc.property(repositories, counts, (images, count) => {
        const expired = expiredBy(lifecyclePolicy([keepLast(count)]), images);
        expect(expired).to.deep.equal(named(images, (_, rank) => rank >= count));
      }),
    );
  });

  it("keepLast of a pattern leaves all other images alone", () => {
    fc.assert(
      fc.property(repositories, counts, (images, count) => {
        const isDev = ({ tags }: Image): boolean => tags.some((tag) => tag.startsWith("dev-"));
        const expired = expiredBy(lifecyclePolicy([keepLast(count, "dev-*")]), images);
        expect(expired).to.deep.equal(
          images
            .filter(isDev)
            .slice(count)
            .map(({ name }) => name),
        );
      }),
    );
  });

  it("expireUntagged expires untagged images when they are old enough, and no tagged one", () => {
    fc.assert(
      fc.property(repositories, counts, (images, days) => {
        const expired = expiredBy(lifecyclePolicy([expireUntagged(days)]), images);
        expect(expired).to.deep.equal(
          named(images, ({ tags, pushedDaysAgo }) => tags.length === 0 && pushedDaysAgo > days),
        );
      }),
    );
  });

  it("protectTags keeps an image that has one of the tags, whatever the rules after it say", () => {
    const isProtected = ({ tags }: Image): boolean => tags.some((tag) => /^(v[^]*\.[^]*|latest)$/.test(tag));
    fc.assert(
      fc.property(repositories, counts, counts, (images, count, days) => {
        const rules = [protectTags(["v*.*", "latest"]), keepLast(1, "dev-*"), expireUntagged(days), keepLast(count)];
        const expired = expiredBy(lifecyclePolicy(rules), images);
        expect(named(images, isProtected).filter((name) => expired.includes(name))).to.deep.equal([]);
      }),
    );
  });

  it("together expire exactly what each of them leaves to the next", () => {
    fc.assert(
      fc.property(repositories, counts, counts, (images, count, days) => {
        const policy = lifecyclePolicy([protectTags(["release-*"]), expireUntagged(days), keepLast(count)]);
        const expired = named(images, ({ tags, pushedDaysAgo }, rank) => {
          if (tags.includes("release-7")) return false;
          return tags.length === 0 ? pushedDaysAgo > days : rank >= count;
        });
        expect(expiredBy(policy, images)).to.deep.equal(expired);
      }),
    );
  });

  it("count protected images too: newer releases push out everything else", () => {
    const images = [image("release", ["v2"], 1), image("feature", ["feature-1"], 2)];
    expect(expiredBy(lifecyclePolicy([protectTags(["v*"]), keepLast(1)]), images)).to.deep.equal(["feature"]);
  });

  it("protect an image only as long as it has the tag", () => {
    const policy = lifecyclePolicy([protectTags(["latest"]), keepLast(1)]);
    expect(expiredBy(policy, [image("new", ["latest"], 1), image("old", [], 2)])).to.deep.equal(["old"]);
  });
});
