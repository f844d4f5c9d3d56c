import type { Principal, Repository } from "../model/access-model";
import { callerOf, type Caller } from "./caller";
import { contextOf, ownerOf, type Context } from "./context";
import { inIamOnly, keyParticipants } from "./key-participants";
import type { PlannedCall } from "./operations";
import {
  boundaryParticipants,
  controlParticipants,
  identityParticipants,
  repositoryParticipants,
  type Participant,
} from "./participants";
import { accountOfArn, partitionOfArn } from "../policy/principal-arn";
import type { Call } from "./proof";
import type { RepositoryKey, World } from "./world";

/** A call that is judged: who makes it, in what context, and by which documents. */
export interface AskedCall {
  readonly planned: PlannedCall;
  readonly call: Call;
  readonly caller: Caller;
  /** The account that owns the resource. */
  readonly owner: string;
  readonly isUnknownKey: (key: string) => boolean;
  readonly participants: readonly Participant[];
}

/** Turns the calls of operations into questions about a principal and a repository. */
export function askedCall(planned: PlannedCall, principal: Principal, repository: Repository, world: World): AskedCall {
  const caller = callerOf(principal, planned, repository, world);
  return callBy(planned, caller, repository, world, () => [
    ...identityParticipants(principal),
    ...boundaryParticipants(principal),
  ]);
}

/**
 * A call that somebody makes.
 *
 * @param ofCaller - The documents of the caller itself, without those of its organization.
 */
export function callBy(
  planned: PlannedCall,
  caller: Caller,
  repository: Repository,
  world: World,
  ofCaller: () => readonly Participant[],
): AskedCall {
  const key = world.keyOf(repository);
  const context = contextOf(planned, caller, repository, key, world);
  const { action, neededBy, see, target } = planned;
  const owner = target === "registry" ? caller.accountId : ownerOf(planned, repository, key);
  return {
    planned,
    call: { action, resource: resourceOf(planned, repository, key), neededBy, see, context },
    caller,
    owner,
    isUnknownKey: unknownKeysOf(planned, caller, context, world.account(owner)?.organizationPath),
    participants: [
      ...(caller.type === "service"
        ? []
        : [...ofCaller(), ...controlParticipants(world.account(caller.accountId), "service")]),
      ...(isUnderResourceControl(planned, key) ? controlParticipants(world.account(owner), "resource") : []),
      ...resourceParticipants(planned, caller, repository, key, world),
    ],
  };
}

/**
 * Resource control policies "do not apply to AWS managed keys", and `kms:RetireGrant` "is not effective" in them, by
 * whatever wildcard.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-control-policies.html
 */
function isUnderResourceControl({ target, action }: PlannedCall, key: RepositoryKey): boolean {
  return target === "repository" || (target === "key" && key.type !== "aws" && action !== "kms:RetireGrant");
}

function resourceOf({ target }: PlannedCall, repository: Repository, key: RepositoryKey): string {
  if (target === "registry") return "*";
  return target === "key" && "arn" in key ? key.arn : repository.arn;
}

function resourceParticipants(
  { target, action, inIamOnly: isInIamOnly }: PlannedCall,
  { accountId, arn }: Caller,
  repository: Repository,
  key: RepositoryKey,
  world: World,
): readonly Participant[] {
  // A repository that is being created has no policy yet.
  if (target === "registry" || action === "ecr:CreateRepository") return [];
  if (target === "repository") return repositoryParticipants(repository);
  const participants = keyParticipants(key, world);
  if (isInIamOnly !== true || !("arn" in key)) return participants;
  const about = { ownsKey: accountOfArn(key.arn) === accountId, isManaged: key.type === "aws" };
  return participants.map((each) => inIamOnly(each, partitionOfArn(arn), accountId, about));
}

/**
 * Keys of KMS that some calls carry and no input says with what value: the caller chooses it, or KMS counts. All others
 * that are not said are absent.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
const OF_SOME_CALLS: Readonly<Record<string, readonly string[]>> = {
  "kms:schedulekeydeletionpendingwindowindays": ["kms:ScheduleKeyDeletion"],
  "kms:rotationperiodindays": ["kms:EnableKeyRotation"],
  "kms:trailingdayswithoutkeyusage": ["kms:DisableKey", "kms:ScheduleKeyDeletion"],
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
 * Tells the context keys of a call whose value cannot be known from the inputs, among them where requests come from,
 * tags and sessions. A key that AWS does not send for such a call is known to be absent.
 */
function unknownKeysOf(
  planned: PlannedCall,
  caller: Caller,
  context: Context,
  ownerOrganizationPath: string | undefined,
): (key: string) => boolean {
  const known = new Set(Object.keys(context).map((key) => key.toLowerCase()));
  return (key) => {
    const name = key.toLowerCase();
    if (known.has(name)) return false;
    if (name === "kms:calleraccount") return planned.target === "key" && caller.standsFor === "organization";
    if (name.startsWith("kms:")) return isUnknownOfKms(name, planned);
    // A role's session has none.
    if (name === "aws:username") return caller.standsFor !== undefined;
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
  if (OF_SOME_CALLS[name]?.includes(action) === true) return true;
  // ECR names the repository when it uses the key, and further things that AWS's pages do not list in full.
  return name.startsWith("kms:encryptioncontext") && encryptionContext === true && grant === undefined;
}
