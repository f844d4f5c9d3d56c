import { counted } from "../../toolkit/amounts";
import { listNames } from "../../toolkit/list-words";
import type { Deployed, DeployedGrant, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { ecrGrants, grantCount, GRANTS_PER_REPOSITORY, isYoung, repositoryOf } from "./ecr-grants";
import { keyName, kmsCommand, PAGES } from "./words";

/** KMS's default quota, which AWS raises on request. */
const QUOTA = 50_000;
const NEAR = 0.8;

/** Keys on which soon no grant can be made, and so no repository created. */
export function grantLimits({ keys }: Deployed): readonly Diagnosis[] {
  return keys.flatMap((key) => {
    const count = grantCount(key) ?? 0;
    if (count < QUOTA * NEAR) return [];
    const left = Math.max(0, Math.floor((QUOTA - count) / GRANTS_PER_REPOSITORY));
    return [
      {
        code: "grants-near-limit",
        severity: "at-risk",
        subject: key.arn,
        message: `The key ${keyName(key)} has ${count.toLocaleString("en")} grants; KMS allows ${QUOTA.toLocaleString("en")} unless the quota was raised. With ${GRANTS_PER_REPOSITORY} for each repository, ${left.toLocaleString("en")} more repositories can be created with it. Those that exist go on working.`,
        remedy:
          "Ask AWS to raise the quota of grants per key, retire the grants of deleted repositories, or use another key for new ones.",
        certainty: "The quota that holds for your account is not read: 50,000 is AWS's default.",
        see: PAGES.kmsQuotas,
      } as const,
    ];
  });
}

/** So many commands somebody would copy; the next run names the others. */
const MOST = { names: 5, commands: 20 };

/** Grants that ECR left on a key when a repository was deleted by somebody who may not retire them. */
export function orphanGrants({ keys }: Deployed, now: Date): readonly Diagnosis[] {
  return keys.flatMap((key) => {
    const listed = new Map(Object.entries(key.repositoriesOfAccounts).map(([id, arns]) => [id, new Set(arns)]));
    const orphans = ecrGrants(key).filter((grant) => isOrphan(grant, key.region, listed, now));
    return orphans.length === 0 ? [] : [orphanedGrants(key, orphans)];
  });
}

/** Only where the repositories of the grant's account and Region were listed can one be known to be gone. */
function isOrphan(
  grant: DeployedGrant,
  keyRegion: string,
  listed: ReadonlyMap<string, ReadonlySet<string>>,
  now: Date,
): boolean {
  const arn = repositoryOf(grant);
  const [, , service, region, accountId = ""] = arn?.split(":") ?? [];
  const there = listed.get(accountId);
  if (arn === undefined || service !== "ecr" || region !== keyRegion || there === undefined) return false;
  // A repository that was just made may have its grants before it is listed.
  return !isYoung(grant.createdAt, now) && !there.has(arn);
}

function orphanedGrants(key: DeployedKey, orphans: readonly DeployedGrant[]): Diagnosis {
  const arns = [...new Set(orphans.map((grant) => repositoryOf(grant) ?? ""))].sort();
  const names = listNames(
    arns.map((arn) => arn.slice(arn.indexOf("/") + 1)),
    MOST.names,
  );
  const more = orphans.length - MOST.commands;
  return {
    code: "grants-orphaned",
    severity: "note",
    subject: key.arn,
    message: `The key ${keyName(key)} has ${counted(orphans.length, "grant")} of ECR for ${counted(arns.length, "repository that does not exist", "repositories that do not exist")} any more: ${names}. Whoever deleted ${arns.length === 1 ? "it" : "them"} lacked kms:RetireGrant. ${orphans.length === 1 ? "It does" : "They do"} no harm but count towards the key's quota of grants.`,
    remedy: `Retire them, as the guide of ECR says; where that is denied, an administrator of the key can use revoke-grant with the same options instead. Check each one first: a grant of a repository that is in use must never go.${more > 0 ? ` The first ${MOST.commands} are shown; run this again for the other ${more}.` : ""}`,
    commands: orphans
      .slice(0, MOST.commands)
      .map(({ grantId }) => kmsCommand("retire-grant", key, ` --grant-id ${grantId}`)),
    see: PAGES.encryption,
  };
}
