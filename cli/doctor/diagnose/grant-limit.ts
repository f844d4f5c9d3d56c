import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { grantCount, GRANTS_PER_REPOSITORY } from "./ecr-grants";
import { PAGES } from "./pages";
import { keyName } from "./words";

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
