import { PolicyError } from "../../shared";
import type { Deployment } from "./deployment";
import { deploy } from "./deployment";
import type { Question } from "./questions";
import { answer, questionsOf, sampleOf } from "./questions";
import type { Scenario } from "./scenario";
import type { Tally } from "./tally";

/** How many decisions are compared for one topology. */
const DECISIONS = 60;

/**
 * The property: whatever the topology, a call is allowed by the planned documents and grants if, and only if, the topology
 * says so.
 *
 * After a failure every topology that is tried while the failing one is made smaller is asked all questions of the failing
 * kind, and not a sample of them: the smallest topology is found whichever its sample is.
 */
export class PolicyEqualsIntent {
  readonly #tally: Tally;
  readonly #decisions: number;
  #failing: string | undefined;

  constructor(tally: Tally, decisions = DECISIONS) {
    this.#tally = tally;
    this.#decisions = decisions;
  }

  /** Throws where documents and topology disagree. */
  async check(scenario: Scenario): Promise<void> {
    const deployment = deployed(scenario);
    if (deployment === undefined) {
      this.#tally.tooLarge += 1;
      return;
    }
    this.#tally.topologies += 1;
    const failing = this.#failing;
    const questions =
      failing === undefined
        ? sampleOf(scenario, this.#decisions)
        : questionsOf(scenario).filter(({ cell }) => cell === failing);
    for (const question of questions) await this.#compare(scenario, deployment, question);
  }

  async #compare(scenario: Scenario, deployment: Deployment, question: Question): Promise<void> {
    const { caller, call, intended, cell } = question;
    const given = await answer(scenario, deployment, question);
    this.#tally.judged(cell);
    if (given === intended) return;
    this.#failing = cell;
    throw new Error(
      `${cell}: the topology says ${word(intended)}, the documents say ${word(given)}: ${JSON.stringify({ caller, call })}`,
    );
  }
}

/** `undefined` where the documents would be too large for AWS, which other properties are about. */
function deployed(scenario: Scenario): Deployment | undefined {
  try {
    return deploy(scenario);
  } catch (error) {
    if (PolicyError.is(error) && error.findings.every(({ code }) => code === "DOCUMENT_TOO_LARGE")) return undefined;
    throw error;
  }
}

function word(allowed: boolean): string {
  return allowed ? "allowed" : "denied";
}
