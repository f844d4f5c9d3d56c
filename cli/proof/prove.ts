import type { AccessModel, Principal, Repository } from "../model/access-model";
import type { AskedCall } from "./asked-call";
import { classified } from "./call-class";
import { groupsOf } from "./cell-groups";
import { CellReasons } from "./cell-reasons";
import { completedModel } from "./complete-model";
import { decide } from "./decide";
import { explainCell } from "./explain";
import { judgeCell } from "./judge-cell";
import { proofParties } from "./parties/proof-parties";
import { OwnUnknowns } from "./own-unknowns";
import { PairClasses } from "./pair-classes";
import { OPERATIONS, type AccessProof, type Cell, type OperationId } from "./proof";
import { shownStandIns } from "./shown-stand-ins";
import { unusedStatements } from "./unused";
import { withValidDocuments } from "./valid-documents";
import { worldOf } from "./world";
import type { JudgedCall } from "./decide";

/** What a proof may be told. */
export interface ProveOptions {
  /** Called now and then with how many of the distinct questions are answered. */
  readonly onProgress?: (done: number, total: number) => void;
}

type Cells = Readonly<Record<OperationId, Cell>>;

/** How many classes are decided before others get to run. */
const AT_ONCE = 16;

/**
 * Proves who can do what with which repository. Pairs of principal and repository about which all documents say the
 * same are decided once, whatever they are called.
 */
export async function proveAccessModel(model: AccessModel, options: ProveOptions = {}): Promise<AccessProof> {
  const completed = completedModel(model);
  const { principals, repositories } = completed;
  const judged = withValidDocuments(completed);
  const world = worldOf(judged);
  const classes = new PairClasses(world, judged.repositories);
  const numbers: (number | undefined)[] = [];
  const members: { readonly principal: number; readonly repository: number }[] = [];
  const table = new Uint32Array(principals.length * repositories.length);
  for (const [principal, each] of judged.principals.entries()) {
    const row = classes.of(each);
    for (let repository = 0; repository < row.length; repository++) {
      const pairClass = row[repository] ?? 0;
      let number = numbers[pairClass];
      if (number === undefined) {
        number = members.length;
        numbers[pairClass] = number;
        members.push({ principal, repository });
      }
      table[principal * repositories.length + repository] = number;
    }
    if (principal % AT_ONCE === 0) await letOthersRun();
  }
  const standIns = shownStandIns(completed);
  const reasons = new CellReasons(new OwnUnknowns(world, judged));
  const effort = { cells: table.length * OPERATIONS.length, decisions: 0, distinct: 0 };
  const known = new Map<string, JudgedCall>();
  const answer = (asked: AskedCall, who: Principal, what: Repository): JudgedCall => {
    const question = classified(asked, who, what, world);
    const before = question.callClass === undefined ? undefined : known.get(question.callClass);
    if (before !== undefined) return before;
    const call = { asked: question.asked, decision: decide(question.asked) };
    effort.distinct += 1;
    if (question.callClass !== undefined) known.set(question.callClass, call);
    return call;
  };
  const cells: Cells[] = [];
  for (const [number, { principal, repository }] of members.entries()) {
    const who = judged.principals[principal];
    const what = judged.repositories[repository];
    if (who === undefined || what === undefined) continue;
    const decided: Partial<Record<OperationId, Cell>> = {};
    for (const operation of OPERATIONS) {
      const { cell, calls } = judgeCell(world, who, what, operation, (asked) => answer(asked, who, what));
      reasons.note(number, operation, calls, world.keyOf(what));
      effort.decisions += calls.length;
      decided[operation] = cell;
    }
    cells.push(decided as Cells);
    if (number % AT_ONCE === 0) {
      options.onProgress?.(number, members.length);
      await letOthersRun();
    }
  }
  options.onProgress?.(members.length, members.length);
  const classOf = (principal: number, repository: number): number =>
    table[principal * repositories.length + repository] ?? 0;
  const shape = { principals: principals.length, repositories: repositories.length };
  const found = proofParties({
    world,
    principals: judged.principals,
    repositories: judged.repositories,
    cell: (principal, repository, operation) => cellAt(cells, classOf(principal, repository), operation),
  });
  return {
    model: completed,
    principals,
    repositories,
    cell: (principal, repository, operation) => cellAt(cells, classOf(principal, repository), operation),
    explain: (principal, repository, operation) =>
      Promise.resolve().then(() =>
        explainCell({ world, shown: completed, standIns }, principal, repository, operation),
      ),
    groups: groupsOf({ ...shape, classOf, cellsOf: (pairClass) => cells[pairClass] as Cells, reasons }),
    parties: found.parties,
    partyCells: found.partyCells,
    partiesBeyond: (...asked) => found.beyond(...asked),
    unused: unusedStatements(world, judged),
    effort,
  };
}

function cellAt(cells: readonly Cells[], pairClass: number, operation: OperationId): Cell {
  const found = cells[pairClass]?.[operation];
  if (found === undefined) throw new RangeError("no such principal or repository in the proof");
  return found;
}

/** Lets others run: a progress display, an interrupt. */
async function letOthersRun(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
