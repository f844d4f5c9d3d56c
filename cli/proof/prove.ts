import type { AccessModel, Principal, Repository } from "../model/access-model";
import type { AskedCall } from "./asked-call";
import { classified } from "./call-class";
import { completedModel } from "./complete-model";
import { decide } from "./decide";
import { explainCell } from "./explain";
import { judgeCell } from "./judge-cell";
import { proofParties } from "./parties/proof-parties";
import { PairClasses } from "./pair-classes";
import { OPERATIONS, type AccessProof, type Cell, type OperationId, type CellGroup } from "./proof";
import { UseOfStatements, saidIn } from "./unused";
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
  const numbers = new Map<number, number>();
  const members: { readonly principal: number; readonly repository: number }[] = [];
  const table = new Uint32Array(principals.length * repositories.length);
  for (const [principal, each] of judged.principals.entries()) {
    for (const [repository, key] of classes.of(each).entries()) {
      let number = numbers.get(key);
      if (number === undefined) {
        number = members.length;
        numbers.set(key, number);
        members.push({ principal, repository });
      }
      table[principal * repositories.length + repository] = number;
    }
    if (principal % AT_ONCE === 0) await letOthersRun();
  }
  const use = new UseOfStatements();
  const effort = { cells: table.length * OPERATIONS.length, decisions: 0, distinct: 0 };
  const known = new Map<string, JudgedCall>();
  const answers = new Map<JudgedCall, readonly string[]>();
  const answer = (asked: AskedCall, who: Principal, what: Repository): JudgedCall => {
    const question = classified(asked, who, what, world);
    const before = question.callClass === undefined ? undefined : known.get(question.callClass);
    if (before !== undefined) return before;
    const call = { asked: question.asked, decision: decide(question.asked) };
    effort.distinct += 1;
    answers.set(call, saidIn(call, who, what, world));
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
      for (const call of calls) use.note(number, answers.get(call) ?? []);
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
      Promise.resolve().then(() => explainCell({ world, shown: completed }, principal, repository, operation)),
    groups: groupsOf({ ...shape, classOf, cellsOf: (pairClass) => cells[pairClass] as Cells }),
    parties: found.parties,
    partyCells: found.partyCells,
    partiesBeyond: (...asked) => found.beyond(...asked),
    unused: use.unused(world, judged, classOf),
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

/** The cells of a proof by index, each distinct one once. */
interface CellTable {
  readonly principals: number;
  readonly repositories: number;
  /** The class of a pair. */
  classOf(principal: number, repository: number): number;
  /** The cells of a class, by operation. */
  cellsOf(pairClass: number): Readonly<Record<OperationId, Cell>>;
}

/**
 * Puts cells together that are the same: first principals with the same row, then repositories with the same column.
 */
function groupsOf(table: CellTable): readonly CellGroup[] {
  return OPERATIONS.flatMap((operation) => groupsOfOperation(table, operation));
}

function groupsOfOperation(table: CellTable, operation: OperationId): readonly CellGroup[] {
  const numbers = new Map<string, number>();
  const cells: Cell[] = [];
  const ofClass = new Map<number, number>();
  const numberOf = (principal: number, repository: number): number => {
    const pairClass = table.classOf(principal, repository);
    const before = ofClass.get(pairClass);
    if (before !== undefined) return before;
    const cell = table.cellsOf(pairClass)[operation];
    const text = `${cell.documented} ${cell.twoWay} ${String(cell.oneSided)}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    cells[number] = cell;
    ofClass.set(pairClass, number);
    return number;
  };
  const rows = new Map<string, { readonly principals: number[]; readonly row: readonly number[] }>();
  for (let principal = 0; principal < table.principals; principal++) {
    const row = Array.from({ length: table.repositories }, (_, repository) => numberOf(principal, repository));
    const key = row.join();
    const alike = rows.get(key);
    if (alike) alike.principals.push(principal);
    else rows.set(key, { principals: [principal], row });
  }
  return [...rows.values()].flatMap(({ principals, row }) =>
    cells.flatMap((cell, number): readonly CellGroup[] => {
      const repositories = row.flatMap((each, repository) => (each === number ? [repository] : []));
      return cell.documented === "none" || repositories.length === 0
        ? []
        : [{ operation, cell, principals, repositories }];
    }),
  );
}
