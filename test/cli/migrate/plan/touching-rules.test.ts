import { expect } from "chai";
import { touchingRules } from "../../../../cli/migrate/plan/touching-rules";

const NONE = { replication: [], caches: [], templates: [] };

describe("rules that touch a repository", () => {
  it("are found by prefix, as each kind compares it", () => {
    const replication = [
      { prefixes: [], to: ["eu-west-1"] },
      { prefixes: ["team/ord"], to: ["eu-west-1"] },
      { prefixes: ["team/orders-"], to: ["222222222222 in us-west-2"] },
      { prefixes: ["other/", "team/orders"], to: ["eu-west-1", "eu-west-2"] },
      { prefixes: ["orders"], to: ["eu-west-1"] },
    ];
    const caches = [
      { prefix: "team", upstream: "quay.io" },
      { prefix: "tea", upstream: "quay.io" },
      { prefix: "ROOT", upstream: "ghcr.io" },
    ];
    const templates = [
      { prefix: "team", appliedFor: ["REPLICATION"], encryption: "AES256" },
      { prefix: "team/orders", appliedFor: ["CREATE_ON_PUSH"], encryption: "KMS" },
    ];
    const found = touchingRules({ replication, caches, templates }, "team/orders", "team/orders-kms");
    expect(found.map(({ rule, touches }) => `${rule} (${touches})`)).to.deep.equal([
      "rule 1: every repository to eu-west-1 (both)",
      "rule 2: prefix team/ord to eu-west-1 (both)",
      "rule 3: prefix team/orders- to 222222222222 in us-west-2 (destination)",
      "rule 4: prefix other/, team/orders to eu-west-1, eu-west-2 (both)",
      "prefix team from quay.io (both)",
      "prefix ROOT from ghcr.io (both)",
      "prefix team for REPLICATION, encryption AES256 (both)",
      "prefix team/orders for CREATE_ON_PUSH, encryption KMS (source)",
    ]);
    expect(found.at(-1)?.consequence).to.include(
      "A push to the source's name after its deletion makes that repository again",
    );
    expect(found.at(-2)?.consequence).not.to.include("A push to the source's name");
  });

  it("say when the new name is no longer replicated", () => {
    const rules = { ...NONE, replication: [{ prefixes: ["orders"], to: ["eu-west-1"] }] };
    const [found] = touchingRules(rules, "orders", "encrypted/orders");
    expect(found?.touches).to.equal("source");
    expect(found?.consequence).to.match(/^encrypted\/orders does not match/);
  });

  it("are none in a registry without rules", () => {
    expect(touchingRules(NONE, "orders", "orders-kms")).to.deep.equal([]);
  });
});
