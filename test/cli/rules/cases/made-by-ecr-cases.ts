import type { CreationTemplate, PullThroughCache, Replication } from "../../../../cli/model/made-by-ecr";
import type { AccessModel } from "../../../../cli/model/access-model";
import { unknown } from "../../../../cli/policy/unknown";
import { model, OTHER, REGISTRY, repository } from "../model";
import type { RuleCase } from "./rule-case";

const HERE = { accountId: REGISTRY, region: "us-east-1" };
const THERE = { accountId: OTHER, region: "eu-west-1" };
const SOURCE = { input: "plan.json", address: "aws_ecr_replication_configuration.all" };
const CACHE_SOURCE = { input: "plan.json", address: "aws_ecr_pull_through_cache_rule.hub" };

const REPLICATION: Replication = { ...HERE, source: SOURCE, destination: THERE };
const CACHE: PullThroughCache = { ...HERE, source: CACHE_SOURCE, prefix: "docker-hub" };

function template(different: Partial<CreationTemplate> = {}): CreationTemplate {
  return {
    ...THERE,
    source: { input: "plan.json", address: "aws_ecr_repository_creation_template.all" },
    prefix: "team",
    appliedFor: ["REPLICATION"],
    encryptionType: "KMS",
    ...different,
  };
}

function replicated(
  creationTemplates: readonly CreationTemplate[] = [],
  replication: Partial<Replication> = {},
  repositories = [repository({ name: "team/web" })],
): AccessModel {
  const madeByEcr = { replications: [{ ...REPLICATION, ...replication }], pullThroughCaches: [], creationTemplates };
  return model({ repositories, madeByEcr });
}

function cached(
  creationTemplates: readonly CreationTemplate[] = [],
  cache: Partial<PullThroughCache> = {},
): AccessModel {
  return model({ madeByEcr: { replications: [], pullThroughCaches: [{ ...CACHE, ...cache }], creationTemplates } });
}

function lost(names: string): RuleCase["finds"][number] {
  return {
    subject: `replication to eu-west-1 in ${OTHER}`,
    source: SOURCE,
    message: `${names}: encrypted with KMS here, and there with AES256. No input has a repository of the name there, nor a creation template that encrypts it.`,
  };
}

const UNCOVERED = {
  subject: "pull-through cache docker-hub",
  source: CACHE_SOURCE,
  message: "Its repositories are encrypted with AES256: no input has a creation template that encrypts them.",
};

const forCache = (different: Partial<CreationTemplate>): CreationTemplate =>
  template({ ...HERE, prefix: "docker-hub", appliedFor: ["PULL_THROUGH_CACHE"], ...different });

export const MADE_BY_ECR_CASES: readonly RuleCase[] = [
  {
    rule: "replication-loses-encryption",
    breaks: replicated(),
    finds: [lost("team/web")],
    keeps: [
      replicated([template()]),
      replicated([template({ prefix: "ROOT" })]),
      replicated([template({ prefix: unknown("var.prefix") })]),
      replicated([template({ appliedFor: [unknown("var.applied_for")] })]),
      replicated([template({ encryptionType: unknown("var.encryption") })]),
      replicated([template({ prefix: "ROOT", encryptionType: "AES256" }), template()]),
      replicated([], {}, [repository({ name: "team/web" }), repository({ name: "team/web", ...THERE })]),
      replicated([], {}, [repository({ name: "team/web", encryption: { type: "AES256" } })]),
      replicated([], {}, [repository({ name: "team/web", change: { actions: "delete" } })]),
      replicated([], { prefixes: ["other/"] }),
      replicated([], { prefixes: [unknown("var.prefix")] }),
      replicated([], { destination: { ...THERE, region: unknown("var.region") } }),
      replicated([], { region: "us-west-2" }),
      model(),
    ],
  },
  {
    rule: "replication-loses-encryption",
    when: "no template reaches it that encrypts",
    breaks: replicated([
      template({ encryptionType: "AES256" }),
      template({ prefix: "ROOT" }),
      template({ prefix: "tea" }),
      template({ prefix: "team/web" }),
      template({ prefix: "team/w", appliedFor: ["PULL_THROUGH_CACHE"] }),
      template({ ...HERE, prefix: "team" }),
    ]),
    finds: [lost("team/web")],
    keeps: [replicated([template({ prefix: "ROOT" }), template({ encryptionType: "KMS_DSSE" })])],
  },
  {
    rule: "replication-loses-encryption",
    when: "many repositories are replicated",
    breaks: replicated(
      [],
      { prefixes: ["team/"] },
      ["team/a", "team/b", "team/c", "team/d", "web"].map((name) => repository({ name })),
    ),
    finds: [lost("team/a, team/b, team/c and 1 more")],
    keeps: [],
  },
  {
    rule: "pull-through-cache-without-customer-key",
    breaks: cached(),
    finds: [UNCOVERED],
    keeps: [
      cached([forCache({})]),
      cached([forCache({ prefix: "ROOT" })]),
      cached([forCache({ prefix: "docker-hub/library" })]),
      cached([forCache({ encryptionType: unknown("var.encryption") })]),
      cached([], { prefix: unknown("var.prefix") }),
      model(),
    ],
  },
  {
    rule: "pull-through-cache-without-customer-key",
    when: "its templates do not reach it, or do not encrypt",
    breaks: cached([
      forCache({ encryptionType: "AES256" }),
      forCache({ prefix: "ROOT" }),
      forCache({ prefix: "docker-hub-2" }),
      forCache({ prefix: "docker-hub/library", encryptionType: "AES256" }),
      forCache({ appliedFor: ["REPLICATION"] }),
      forCache({ ...THERE }),
    ]),
    finds: [UNCOVERED],
    keeps: [cached([forCache({})], { prefix: "ROOT" })],
  },
];
