import type { AccessModel } from "../model/access-model";
import type { CreationTemplate, MadeByEcr, PullThroughCache, RegistryPlace, Replication } from "../model/made-by-ecr";
import { hasUnknown, isUnknown } from "../policy/unknown";
import { hit } from "./define-rule";
import type { DocumentedRule, RuleWords } from "./documented-rule";
import { PAGES } from "./pages";
import { listWords } from "../toolkit/list-words";
import { isStaying } from "./subjects";

/*
 * Both are medium where other rules about encryption are high: repositories or templates may stand in a registry without any input
 * of the command showing it.
 */

const REPLICATION_WORDS: RuleWords = {
  id: "replication-loses-encryption",
  title: "What is replicated stays encrypted with a KMS key.",
  severity: "medium",
  see: PAGES.replication,
  elsewhere: {},
  why: "ECR replicates images and not settings: a repository that replication makes is encrypted with AES256, whatever its source has, and its encryption is fixed when it is made.",
  fix: "Before the first image is replicated, make the repositories at the destination with a key of its Region, or an aws_ecr_repository_creation_template that is applied for REPLICATION and encrypts with KMS. If they are there, give the input that makes them as well.",
};

/** Replication of repositories with a key to where neither a repository of the name nor a template keeps it. */
export const REPLICATION_LOSES_ENCRYPTION: DocumentedRule = {
  ...REPLICATION_WORDS,
  find: ({ model }) =>
    (model.madeByEcr?.replications ?? []).flatMap((replication) => {
      const names = losingEncryption(replication, model);
      if (names.length === 0) return [];
      const { region, accountId } = replication.destination;
      return hit(REPLICATION_WORDS, `replication to ${region} in ${accountId}`, replication.source, {
        message: `${listed(names)}: encrypted with KMS here, and there with AES256. No input has a repository of the name there, nor a creation template that encrypts it.`,
      });
    }),
};

const PULL_THROUGH_WORDS: RuleWords = {
  id: "pull-through-cache-without-customer-key",
  title: "What a pull-through cache stores is encrypted with a KMS key.",
  severity: "medium",
  see: PAGES.pullThroughCache,
  elsewhere: {},
  why: "A repository that ECR makes for the first pull is encrypted with AES256, and its encryption is fixed when it is made.",
  fix: "Add an aws_ecr_repository_creation_template of the same prefix that is applied for PULL_THROUGH_CACHE and encrypts with KMS. If there is one, give the input that makes it as well.",
};

/** The rule of a pull-through cache for whose repositories no template names a key. */
export const PULL_THROUGH_CACHE_WITHOUT_CUSTOMER_KEY: DocumentedRule = {
  ...PULL_THROUGH_WORDS,
  find: ({ model: { madeByEcr } }) =>
    (madeByEcr?.pullThroughCaches ?? [])
      .filter((cache) => isUncovered(cache, madeByEcr))
      .flatMap((cache) =>
        hit(PULL_THROUGH_WORDS, `pull-through cache ${cache.prefix}`, cache.source, {
          message: "Its repositories are encrypted with AES256: no input has a creation template that encrypts them.",
        }),
      ),
};

/** The names of the repositories that have a key at the source and none at the destination. */
function losingEncryption(replication: Replication, { repositories, madeByEcr }: AccessModel): readonly string[] {
  const { accountId, region } = replication.destination;
  if (isUnknown(accountId) || isUnknown(region)) return [];
  const destination = { accountId, region };
  const there = new Set(
    repositories.filter((each) => isIn(each, destination) && isStaying(each)).map(({ name }) => name),
  );
  return repositories
    .filter((each) => isIn(each, replication) && isStaying(each) && !hasUnknown(each.name))
    .filter(({ encryption }) => encryption.type === "KMS" || encryption.type === "KMS_DSSE")
    .map(({ name }) => name)
    .filter((name) => isReplicated(name, replication) && !there.has(name))
    .filter((name) => {
      const matching = templatesIn(madeByEcr, destination, "REPLICATION").filter((each) => takesIn(each, name));
      return !encrypts(matching);
    });
}

/** Filters match the beginning of a name. A filter that is not known may leave the repository out. */
function isReplicated(name: string, { prefixes }: Replication): boolean {
  return prefixes?.some((prefix) => !isUnknown(prefix) && name.startsWith(prefix)) ?? true;
}

/** Whether no template encrypts what a cache makes, not even a part of it. */
function isUncovered(cache: PullThroughCache, madeByEcr: MadeByEcr | undefined): boolean {
  if (isUnknown(cache.prefix)) return false;
  const templates = templatesIn(madeByEcr, cache, "PULL_THROUGH_CACHE");
  const around = templates.filter((each) => takesIn(each, `${cache.prefix}/`));
  const within = templates.filter(({ prefix }) => cache.prefix === ROOT || prefix.startsWith(`${cache.prefix}/`));
  return !encrypts(around) && !within.some((each) => encrypts([each]));
}

const ROOT = "ROOT";

function templatesIn(
  madeByEcr: MadeByEcr | undefined,
  place: RegistryPlace,
  appliedFor: "REPLICATION" | "PULL_THROUGH_CACHE",
): readonly CreationTemplate[] {
  return (madeByEcr?.creationTemplates ?? []).filter(
    (each) => isIn(each, place) && each.appliedFor.some((what) => what === appliedFor || isUnknown(what)),
  );
}

/** ECR puts the `/` behind the prefix. */
function takesIn({ prefix }: CreationTemplate, name: string): boolean {
  return prefix === ROOT || isUnknown(prefix) || name.startsWith(`${prefix}/`);
}

/**
 * Of several templates the one with the longest prefix counts; one that may count, and may encrypt, is not held against
 * anybody.
 */
function encrypts(matching: readonly CreationTemplate[]): boolean {
  const length = ({ prefix }: CreationTemplate): number => (prefix === ROOT ? 0 : prefix.length);
  const known = matching.filter(({ prefix }) => !isUnknown(prefix)).sort((a, b) => length(b) - length(a));
  const deciding = [...known.slice(0, 1), ...matching.filter(({ prefix }) => isUnknown(prefix))];
  return deciding.some(({ encryptionType }) => encryptionType !== "AES256");
}

function isIn(thing: RegistryPlace, { accountId, region }: RegistryPlace): boolean {
  return thing.accountId === accountId && thing.region === region;
}

const MOST_NAMED = 3;

function listed(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  return left <= 0 ? listWords(names) : listWords([...names.slice(0, MOST_NAMED), `${left} more`]);
}
