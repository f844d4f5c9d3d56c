import type { Principal, Repository } from "../model/access-model";
import type { AskedCall } from "./asked-call";
import { ClassPair } from "./class-request";
import { principalFacts, targetFacts } from "./facts";
import { repositoryClass, relationOf } from "./pair-classes";
import { slotOf } from "./prepared-documents";
import { mayCover, preparedStatement } from "./prepared-statement";
import type { World } from "./world";

/** A call with only the statements that can concern it, and a text that is the same for calls with the same answer. */
export interface ClassifiedCall {
  readonly asked: AskedCall;
  /** Absent for calls of AWS services, which are told apart otherwise. */
  readonly callClass?: string;
}

/** Leaves out of a call's documents the statements that cannot concern it. */
export function classified(
  asked: AskedCall,
  principal: Principal,
  repository: Repository,
  world: World,
): ClassifiedCall {
  if (principal.kind === "lambda" || principal.kind === "service") return { asked };
  const who = principalFacts(principal, repository, world);
  const target = targetFacts(repository, world);
  const pair = new ClassPair(who, target);
  const said: string[] = [];
  const participants = asked.participants.map((participant) => ({
    ...participant,
    statements: participant.statements.filter((statement) => {
      if (!mayCover(statement, asked.call.action)) return false;
      const signature = preparedStatement(statement, participant.hasVariables)?.signature(pair);
      if (signature !== undefined) said.push(`${slotOf(participant)}${signature}`);
      return signature !== undefined;
    }),
  }));
  const slots = participants.map(slotOf);
  const callClass = JSON.stringify([
    asked.planned,
    relationOf(principal, target, who),
    repositoryClass(repository, target.key),
    [...new Set(slots)],
    [...new Set(said)].sort(),
  ]);
  return { asked: { ...asked, participants }, callClass };
}
