import { expect } from "chai";
import type { RulesConfig } from "../../../cli/rules/rules-config";
import { findAll } from "../../../cli/rules/find-all";
import { RULES } from "../../../cli/rules/rules";
import { document, key, model, OTHER_ROOT, repository } from "./model";

const source = { input: "plan.json", address: "aws_ecr_repository.web" };
const statement = { Sid: "Pull", Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" } as const;

/** A model that breaks rules of every severity. */
const BROKEN = model({
  keys: [key({ rotation: false })],
  repositories: [
    repository({ name: "web", tagMutability: "MUTABLE", forceDelete: true, hasLifecyclePolicy: false, source }),
    repository({
      tagMutability: "MUTABLE",
      policy: document(
        "repository policy of orders",
        { ...statement, Principal: { AWS: OTHER_ROOT } },
        statement,
        statement,
      ),
    }),
    repository({ name: "app", encryption: { type: "AES256" } }),
  ],
});

describe("findAll", () => {
  it("gives the worst first, then by subject, rule and statement", () => {
    expect(summary({})).to.deep.equal([
      ["critical", "repository policy of orders", "repository-policy-public", 1],
      ["critical", "repository policy of orders", "repository-policy-public", 2],
      ["high", "repository app", "repository-without-customer-key", undefined],
      ["medium", "key alias/ecr/registry", "key-rotation-off", undefined],
      ["medium", "repository orders", "mutable-tags", undefined],
      ["medium", "repository web", "force-delete", undefined],
      ["medium", "repository web", "mutable-tags", undefined],
      ["low", "repository web", "no-lifecycle-policy", undefined],
    ]);
  });

  it("puts the rule's words to what it finds", () => {
    const found = findAll({ model: BROKEN }, { rules: {} }).find(({ rule }) => rule === "no-lifecycle-policy");
    expect(found).to.deep.equal({
      subject: "repository web",
      source,
      message: "It has no lifecycle policy.",
      hint: "Add an aws_ecr_lifecycle_policy that expires what nobody deploys any more.",
      rule: "no-lifecycle-policy",
      title: "A repository has a lifecycle policy.",
      severity: "low",
      see: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
      elsewhere: { securityHub: ["ECR.3"], prowler: ["ecr_repositories_lifecycle_policy_enabled"] },
    });
  });

  it("finds nothing in a model that breaks nothing", () => {
    expect(findAll({ model: model() }, { rules: {} })).to.deep.equal([]);
  });

  it("reports what is switched off, with the reason, for all subjects or for some", () => {
    expect(
      suppressed({
        "no-lifecycle-policy": [{ off: true, reason: "we keep every image" }],
        "mutable-tags": [
          { off: true, reason: "rebuilt nightly", only: ["repository w*"] },
          { off: true, reason: "of no other", only: ["repository order"] },
        ],
      }),
    ).to.deep.equal([
      ["mutable-tags", "repository web", "rebuilt nightly"],
      ["no-lifecycle-policy", "repository web", "we keep every image"],
    ]);
  });

  it("changes severities, and the order with them", () => {
    const rules = {
      "mutable-tags": [{ severity: "low" }, { severity: "critical", only: ["repository orders"] }],
    } as const;
    expect(summary(rules).map(([severity, subject, rule]) => [severity, subject, rule])).to.deep.equal([
      ["critical", "repository orders", "mutable-tags"],
      ["critical", "repository policy of orders", "repository-policy-public"],
      ["critical", "repository policy of orders", "repository-policy-public"],
      ["high", "repository app", "repository-without-customer-key"],
      ["medium", "key alias/ecr/registry", "key-rotation-off"],
      ["medium", "repository web", "force-delete"],
      ["low", "repository web", "mutable-tags"],
      ["low", "repository web", "no-lifecycle-policy"],
    ]);
  });
});

describe("each rule", () => {
  it("has an id of its own, in kebab-case", () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).to.deep.equal([]);
  });

  it("has a page of AWS", () => {
    const pages = RULES.map(({ see }) => see);
    expect(pages.filter((page) => !/^https:\/\/docs\.aws\.amazon\.com\/\S+\.html$/.test(page))).to.deep.equal([]);
  });

  it("speaks in whole sentences", () => {
    const texts = RULES.flatMap(({ title, why, fix }) => [title, why, fix]);
    expect(texts.filter((text) => !/^([A-Z]|kms:|ecr:).*[.]$/.test(text))).to.deep.equal([]);
  });

  it("names checks elsewhere in the form that their tools use", () => {
    const forms = {
      securityHub: /^(ECR|KMS)\.\d+$/,
      checkov: /^CKV2?_AWS_\d+$/,
      trivy: /^AWS-\d{4}$/,
      prowler: /^(ecr|kms)_[a-z_]+$/,
    } as const;
    const named = RULES.flatMap(({ elsewhere }) => Object.entries(elsewhere)) as [keyof typeof forms, string[]][];
    expect(named.flatMap(([tool, ids]) => ids.filter((id) => !forms[tool].test(id)))).to.deep.equal([]);
  });
});

function summary(rules: RulesConfig["rules"]): readonly (readonly unknown[])[] {
  return findAll({ model: BROKEN }, { rules }).map((each) => [
    each.severity,
    each.subject,
    each.rule,
    each.statement?.index,
  ]);
}

function suppressed(rules: RulesConfig["rules"]): readonly (readonly unknown[])[] {
  return findAll({ model: BROKEN }, { rules }).flatMap((each) =>
    each.suppressed === undefined ? [] : [[each.rule, each.subject, each.suppressed]],
  );
}
