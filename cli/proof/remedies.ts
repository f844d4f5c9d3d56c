import type { Key } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import type { AskedCall } from "./asked-call";
import type { About } from "./notes";
import type { Participant } from "./participants";
import type { DocumentRef, Remedy } from "./proof";
import { remedyStatement, sidFor } from "./remedy-statement";
import type { JudgedCall } from "./decide";
import { lacksAllow, statementOf } from "./decide";

/** A statement that a document lacks, for one action. */
interface Lack {
  readonly participant: Participant;
  readonly statement: Omit<StatementJson, "Action">;
  readonly action: string;
}

/**
 * What would fix the denials among some calls. What one document lacks is put into one statement where that is no
 * broader.
 */
export function remediesOf(calls: readonly JudgedCall[], about: About): readonly Remedy[] {
  const denied = calls.filter(({ decision }) => decision.verdict === "denied");
  const lacks = denied.flatMap((call) => lacksOf(call, about));
  const grouped = new Map<string, Lack[]>();
  for (const lack of lacks) {
    const key = JSON.stringify([lack.participant.document, lack.statement]);
    const alike = grouped.get(key);
    if (alike) alike.push(lack);
    else grouped.set(key, [lack]);
  }
  const taken = new Map<string, Set<string>>();
  const added = [...grouped.values()].map((alike) => addition(alike, about, taken));
  return [...uniqueByText([...denied.flatMap(changesFor), ...denied.flatMap(missingControls)]), ...added];
}

/** A key that cannot be used can be made usable. */
export function keyRemedy({ name, policy, source }: Key, obstacle: "Disabled" | "PendingDeletion"): Remedy {
  const document: DocumentRef = { kind: "key-policy", name: policy.name, ...(source ? { source } : {}) };
  const text =
    obstacle === "Disabled" ? `Enable the key ${name}.` : `Cancel the deletion of the key ${name}, and enable it.`;
  return { document, text };
}

function lacksOf(call: JudgedCall, about: About): readonly Lack[] {
  const { lacking } = call.decision.grounds();
  return (["identity", "resource"] as const).flatMap((side): readonly Lack[] => {
    const isLacking = lacking.some((each) => each.side === side);
    const participant = isLacking ? documentFor(side, call.asked) : undefined;
    const statement = participant === undefined ? undefined : remedyStatement(side, call.asked, about);
    return participant === undefined || statement === undefined
      ? []
      : [{ participant, statement, action: call.asked.call.action }];
  });
}

/** Where a statement is best put: into a policy that is about ECR or KMS already. */
function documentFor(side: "identity" | "resource", { participants }: AskedCall): Participant | undefined {
  const kinds = side === "identity" ? ["identity"] : ["repository-policy", "key-policy"];
  const candidates = participants.filter(({ document }) => kinds.includes(document.kind));
  const isAboutUs = ({ statements }: Participant): boolean =>
    statements.some(({ Action }) => listOf(Action).some((action) => /^(ecr|kms):/i.test(action)));
  return candidates.find(isAboutUs) ?? candidates[0];
}

function addition(alike: readonly Lack[], about: About, taken: Map<string, Set<string>>): Remedy {
  const [first] = alike as readonly [Lack, ...Lack[]];
  const { participant, statement } = first;
  const { document, statements, isStandIn } = participant;
  const sids = taken.get(document.name) ?? new Set(statements.flatMap(({ Sid }) => Sid ?? []));
  taken.set(document.name, sids);
  const Sid = sidFor(about.operation, sids);
  sids.add(Sid);
  const Action = [...new Set(alike.map(({ action }) => action))].sort();
  const text =
    isStandIn === true && document.kind === "repository-policy"
      ? `Give the repository ${about.repository.name} a policy with this statement.`
      : isStandIn === true
        ? `Add this statement to an IAM policy of ${about.principal.name}.`
        : `Add this statement to the ${document.name}.`;
  const { Effect, Principal, Resource, Condition } = statement;
  return {
    document,
    text,
    statement: {
      Sid,
      Effect,
      ...(Principal === undefined ? {} : { Principal }),
      Action,
      ...(Resource === undefined ? {} : { Resource }),
      ...(Condition === undefined ? {} : { Condition }),
    },
  };
}

function changesFor({ asked, decision }: JudgedCall): readonly Remedy[] {
  return decision.statements.flatMap((judged): readonly Remedy[] => {
    const statement = statementOf(asked, judged);
    const document = asked.participants[judged.participant]?.document;
    if (judged.match !== "certain" || statement?.Effect !== "Deny" || document === undefined) return [];
    const which = statement.Sid === undefined ? `statement ${judged.number + 1}` : `statement ${statement.Sid}`;
    return [{ document, text: `Change ${which} of the ${document.name}: it denies ${asked.call.action}.` }];
  });
}

function missingControls({ asked, decision }: JudgedCall): readonly Remedy[] {
  const limits = decision.grounds().lacking.filter(({ side }) => side === "boundary" || side === "service-control");
  return asked.participants.flatMap((participant): readonly Remedy[] => {
    if (!lacksAllow(participant, limits)) return [];
    const { document } = participant;
    const text = `Allow ${asked.call.action} in the ${document.name}: it takes away what it does not allow.`;
    return [{ document, text }];
  });
}

function uniqueByText(remedies: readonly Remedy[]): readonly Remedy[] {
  return [...new Map(remedies.map((remedy) => [remedy.text, remedy])).values()];
}
