import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { PolicyInForce } from "../../../cli/iam/evaluate";
import type { RandomQuestion } from "./random-requests";

/** What `@cloud-copilot/iam-simulate` says: an evaluator that others wrote. */
export async function simulated({ request, context, policies }: RandomQuestion): Promise<"allowed" | "denied"> {
  const { principal, action, resource, resourceAccount } = request;
  const of = (role: PolicyInForce["role"]): { name: string; policy: unknown }[] =>
    policies.flatMap((policy, index) =>
      policy.role === role && policy.statements.length > 0 ? [{ name: String(index), policy: documentOf(policy) }] : [],
    );
  const levels = (
    role: PolicyInForce["role"],
  ): { orgIdentifier: string; policies: { name: string; policy: unknown }[] }[] =>
    policies.flatMap((policy) =>
      policy.role === role
        ? [
            {
              orgIdentifier: policy.level ?? "",
              policies: policy.statements.length > 0 ? [{ name: policy.level ?? "", policy: documentOf(policy) }] : [],
            },
          ]
        : [],
    );
  const own = policies.filter(({ role, statements }) => role === "resource" && statements.length > 0);
  const [resourcePolicy] = own;
  const hasBoundary = policies.some(({ role }) => role === "boundary");
  const boundaries = of("boundary");
  const name = principal.arn.slice(principal.arn.lastIndexOf("/") + 1);
  const result = await runSimulation(
    {
      request: {
        principal:
          principal.type !== "role"
            ? principal.arn
            : `arn:aws:sts::${principal.accountId}:assumed-role/${name}/session`,
        action,
        resource: { resource, accountId: resourceAccount },
        contextVariables: { ...context },
      },
      identityPolicies: of("identity"),
      serviceControlPolicies: levels("service-control"),
      resourceControlPolicies: levels("resource-control"),
      ...(resourcePolicy === undefined ? {} : { resourcePolicy: documentOf(resourcePolicy) }),
      ...(hasBoundary
        ? { permissionBoundaryPolicies: boundaries.length > 0 ? boundaries : [{ name: "none", policy: UNRELATED }] }
        : {}),
    },
    {},
  );
  if (result.resultType !== "single") throw new Error(JSON.stringify(result));
  return result.result.analysis.result === "Allowed" ? "allowed" : "denied";
}

/** A boundary that allows nothing of what is asked still bounds. */
const UNRELATED = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" }],
};

function documentOf({ statements }: PolicyInForce): unknown {
  return { Version: "2012-10-17", Statement: statements };
}
