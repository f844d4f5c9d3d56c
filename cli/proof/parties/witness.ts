import type { StatementJson } from "../../policy/policy-json";
import { accountOfArn, partitionOfArn } from "../../policy/principal-arn";
import { callBy, type AskedCall } from "../asked-call";
import type { Caller } from "../caller";
import { decide } from "../decide";
import type { Participant } from "../participants";
import { ARN, type CallerKind, isFree, ORGANIZATION, SOURCE_KEYS } from "./caller-kinds";
import type { Asked } from "./found-party";
import { dimensionOfPlace, type Solution } from "./solve";
import type { Variant } from "./variants";

/** What the evaluator says of a request that was found. */
export interface JudgedWitness {
  readonly verdict: "allowed" | "denied" | "unknown";
  /** Documents of which something is not known that matters. */
  readonly documents: readonly string[];
  readonly unknowns: readonly string[];
}

/** An account gives its own principals what it can. */
const EVERYTHING: readonly StatementJson[] = [{ Effect: "Allow", Action: "*", Resource: "*" }];
const OF_CALLER: readonly Participant[] = [
  { document: { kind: "identity", name: "IAM policies" }, statements: EVERYTHING, addedFrom: 0, isStandIn: true },
];

/** Asks the evaluator about a request: all calls have to be allowed. */
export function judgeWitness(
  asked: Asked,
  variant: Variant,
  kind: CallerKind,
  solution: Solution,
  organizationPath: string | undefined,
): JudgedWitness {
  const caller = callerOfSolution(asked, kind, solution, organizationPath);
  const judged = variant.calls.map(({ planned }, index) => {
    const call = withKeys(
      callBy(planned, caller, asked.repository, asked.world, () => OF_CALLER),
      index,
      solution,
    );
    return { call, decision: decide(call) };
  });
  const verdicts = judged.map(({ decision }) => decision.verdict);
  const documents = judged.flatMap(({ call, decision }) =>
    decision.statements
      .filter(({ match }) => match === "possible")
      .flatMap(({ participant }) => call.participants[participant]?.document.name ?? []),
  );
  return {
    verdict: verdicts.includes("denied") ? "denied" : verdicts.includes("unknown") ? "unknown" : "allowed",
    documents: [...new Set(documents)],
    unknowns: [...new Set(judged.flatMap(({ decision }) => decision.grounds().unknowns))],
  };
}

function callerOfSolution(
  { repository }: Asked,
  kind: CallerKind,
  solution: Solution,
  organizationPath: string | undefined,
): Caller {
  if (typeof kind === "object") {
    const sourceArn = solution.get("aws:sourcearn");
    const accountId = solution.get("aws:sourceaccount") ?? accountOfArn(sourceArn ?? "");
    const caller = { type: "service", arn: kind.service, accountId, isRole: false } as const;
    return sourceArn === undefined ? caller : { ...caller, sourceArn };
  }
  const arn = solution.get(ARN) ?? `arn:${partitionOfArn(repository.arn)}:iam::000000000000:${kind}/x`;
  return {
    type: "iam",
    arn,
    accountId: accountOfArn(arn),
    isRole: kind === "role",
    organizationPath: organizationPath ?? solution.get(ORGANIZATION) ?? "none",
  };
}

/** The call with the keys that whoever makes it comes with, and no others that it might. */
function withKeys(asked: AskedCall, call: number, solution: Solution): AskedCall {
  const chosen = new Map<string, string>();
  for (const [place, value] of solution) {
    const { dimension: key, call: ofCall = call } = dimensionOfPlace(place);
    if (value === undefined || key === ARN || key === ORGANIZATION) continue;
    if (ofCall === call) chosen.set(key, value);
  }
  const isService = asked.caller.type === "service";
  const context = Object.fromEntries(
    Object.entries(asked.call.context).filter(([key]) => !(isService && SOURCE_KEYS.has(key.toLowerCase()))),
  );
  return {
    ...asked,
    call: { ...asked.call, context: { ...context, ...Object.fromEntries(chosen) } },
    isUnknownKey: (key) => {
      const name = key.toLowerCase();
      return !chosen.has(name) && !isFree(name) && asked.isUnknownKey(key);
    },
  };
}
