import type { Caller } from "./caller";
import type { Context } from "./context";
import type { PlannedCall } from "./operations";

/** Keys of KMS that a call may carry although the inputs do not say with what value. All others that are not said are absent. */
const CHOSEN_BY_THE_CALLER: Readonly<Record<string, readonly string[]>> = {
  "kms:schedulekeydeletionpendingwindowindays": ["kms:ScheduleKeyDeletion"],
  "kms:rotationperiodindays": ["kms:EnableKeyRotation"],
};

/** What a key is: unknown where the inputs do not make it. */
const OF_THE_KEY: ReadonlySet<string> = new Set([
  "kms:resourcealiases",
  "kms:keyspec",
  "kms:keyusage",
  "kms:keyorigin",
  "kms:multiregion",
  "kms:multiregionkeytype",
  "kms:primaryregion",
]);

/** A request of a role or user does not have these. */
const OF_SERVICES = /^aws:(source(arn|account|owner|orgid|orgpaths)|principalservicename(slist)?)$/;

/** A request that an AWS service makes as itself does not have these. */
const OF_PRINCIPALS =
  /^(aws:(principal(arn|account|orgid|orgpaths|type|tag\/.*)|username|userid|multifactorauth.*|tokenissuetime|calledvia.*|federatedprovider|sourceidentity)|kms:calleraccount)$/;

const ORGANIZATION = /^aws:(principal|resource)org(id|paths)$/;

/**
 * Tells the context keys of a call whose value cannot be known from the inputs, among them where requests come from, tags and
 * sessions. A key that AWS does not send for such a call is known to be absent.
 */
export function unknownKeysOf(
  planned: PlannedCall,
  caller: Caller,
  context: Context,
  ownerOrganizationPath: string | undefined,
): (key: string) => boolean {
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  return (key) => {
    const name = key.toLowerCase();
    if (known.has(name)) return false;
    if (name.startsWith("kms:")) return isUnknownOfKms(name, planned);
    if (ORGANIZATION.test(name)) {
      if (name.startsWith("aws:resource")) return planned.target !== "registry" && ownerOrganizationPath === undefined;
      return caller.type === "iam" && caller.organizationPath === undefined;
    }
    return !(caller.type === "iam" ? OF_SERVICES : OF_PRINCIPALS).test(name);
  };
}

function isUnknownOfKms(name: string, { action, target, encryptionContext, grant }: PlannedCall): boolean {
  if (target !== "key") return false;
  if (OF_THE_KEY.has(name)) return true;
  if (CHOSEN_BY_THE_CALLER[name]?.includes(action) === true) return true;
  // ECR names the repository when it uses the key, and further things that AWS's pages do not list in full.
  return name.startsWith("kms:encryptioncontext") && encryptionContext === true && grant === undefined;
}
