import type { PolicyDocument } from "../../shared";
import type { Caller, IamCaller } from "./caller";
import type { Call } from "./calls";
import type { Deployment } from "./deployment";
import { grantsAllow } from "./grants";
import { isAllowed } from "./oracle";
import { requestOf } from "./requests";
import type { Scenario } from "./scenario";

/** Whether the documents and grants of a deployment allow a call. */
export async function isGiven(
  scenario: Scenario,
  deployment: Deployment,
  caller: Caller,
  call: Call,
): Promise<boolean> {
  const request = requestOf(scenario, caller, call);
  const identity = caller.type === "iam" ? deployment.identityPolicies(caller) : [];
  if (await isAllowed(request, { identity, resource: resourcePolicy(deployment, call) })) return true;
  if (caller.type === "service" || call.target.type !== "key" || !call.target.shared) return false;
  return grantsAllow(deployment.grants, caller, call, () => isPermittedByIam(scenario, deployment, caller, call));
}

/**
 * Whether a caller's IAM policies by themselves allow a call: judged as if what is called upon were in the caller's account and
 * its owner left everything to them.
 */
export function isPermittedByIam(
  scenario: Scenario,
  deployment: Deployment,
  caller: IamCaller,
  call: Call,
): Promise<boolean> {
  const request = { ...requestOf(scenario, caller, call), resourceAccount: caller.accountId };
  const resource = call.target.type === "key" ? leftToIam(deployment.partition, caller.accountId) : undefined;
  return isAllowed(request, { identity: deployment.identityPolicies(caller), resource });
}

/** The policy of what is called upon. */
export function resourcePolicy(deployment: Deployment, { target }: Call): PolicyDocument | undefined {
  switch (target.type) {
    case "account":
    case "alias":
      return undefined;
    case "repository":
      return target.accountId === deployment.registry ? deployment.repositoryPolicy(target.name) : undefined;
    case "key":
      return target.shared ? deployment.keyPolicy : leftToIam(deployment.partition, target.accountId);
  }
}

/** The policy that a key has unless somebody writes another: the account's IAM policies decide. */
function leftToIam(partition: string, accountId: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
        Action: ["kms:*"],
        Resource: "*",
      },
    ],
  };
}
