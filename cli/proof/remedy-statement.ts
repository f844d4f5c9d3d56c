import { grantForEcr, mergeConditions, viaEcr } from "../../shared/internal";
import type { Condition, Partition } from "../../shared";
import type { Principal, Repository } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import type { AskedCall } from "./asked-call";
import { ENCRYPTION_CONTEXT } from "./context";
import type { About } from "./notes";
import { partitionOfArn, rootArn } from "../policy/principal-arn";
import type { OperationId } from "./proof";

type Statement = Omit<StatementJson, "Action">;

/** The statement, without its action, by which a document allows a call, and nothing beyond it. */
export function remedyStatement(
  side: "identity" | "resource",
  asked: AskedCall,
  { principal, repository }: About,
): Statement | undefined {
  const own = callCondition(asked, repository, side);
  if (side === "identity") return { Effect: "Allow", Resource: [asked.call.resource], ...conditioned(own) };
  const who = whoCalls(asked, principal);
  const condition = mergeConditions(own, who.condition);
  return {
    Effect: "Allow",
    Principal: who.principal,
    // A repository policy has no Resource; in a key policy `*` means the key.
    ...(asked.planned.target === "key" ? { Resource: "*" } : {}),
    ...conditioned(condition),
  };
}

/** As the documents of this package narrow the same calls. */
function callCondition({ planned }: AskedCall, repository: Repository, side: "identity" | "resource"): Condition {
  if (planned.target !== "key" || planned.via === undefined) return {};
  const { region, accountId, arn } = repository;
  if (planned.grant === true) {
    const partition = partitionOfArn(arn) as Partition;
    return {
      ...grantForEcr({ partition, region, registryAccountId: accountId }),
      StringLike: { [ENCRYPTION_CONTEXT]: arn },
    };
  }
  const isForCreation = planned.neededBy === "documented";
  return side === "identity" && isForCreation ? {} : viaEcr(region);
}

function whoCalls(
  asked: AskedCall,
  principal: Principal,
): { readonly principal: Record<string, string[] | string>; readonly condition?: Condition } {
  const { caller, owner } = asked;
  const { kind, arn } = principal;
  if (kind === "service")
    return { principal: { Service: caller.arn }, condition: { ArnLike: { "aws:SourceArn": [arn] } } };
  if (caller.type === "service")
    return {
      principal: { Service: caller.arn },
      condition: { StringLike: { "aws:sourceARN": (caller.sourceArn ?? "").replace(/:function:.*$/, ":function:*") } },
    };
  const root = rootArn(partitionOfArn(caller.arn), caller.accountId);
  if (kind === "organization")
    return {
      principal: { AWS: ["*"] },
      condition: arn.includes("/")
        ? { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": [arn] } }
        : { StringEquals: { "aws:PrincipalOrgID": [arn] } },
    };
  if (kind === "account" || kind === "lambda") return { principal: { AWS: [root] } };
  // In its own account a principal that is named needs nothing else; elsewhere a condition works before the principal exists.
  if (caller.accountId === owner) return { principal: { AWS: [arn] } };
  return { principal: { AWS: [root] }, condition: { ArnEquals: { "aws:PrincipalArn": [arn] } } };
}

function conditioned(condition: Condition): Pick<StatementJson, "Condition"> {
  return Object.keys(condition).length > 0 ? { Condition: condition } : {};
}

const SIDS: Readonly<Record<OperationId, string>> = {
  "create-repository": "AllowCreateRepository",
  push: "AllowPush",
  pull: "AllowPull",
  "delete-repository": "AllowDeleteRepository",
  "administer-key": "AllowKeyAdministration",
  "pull-by-lambda": "AllowLambdaToPull",
};

/** A Sid that the document does not have yet. */
export function sidFor(operation: OperationId, taken: ReadonlySet<string>): string {
  const base = SIDS[operation];
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}
