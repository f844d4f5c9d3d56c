import type { Caller } from "./caller";
import type { PreparedStatement } from "./prepared-statement";
import type { AskedDocuments } from "./sayings";

/** A statement of documents that are asked about. */
export interface AskedStatement {
  readonly asked: AskedDocuments;
  readonly slot: string;
  readonly statement: PreparedStatement;
}

/** Statements by whom they are about; under no name those of which names do not tell. */
class ByName {
  readonly #named = new Map<string, AskedStatement[]>();
  readonly #others: AskedStatement[] = [];

  add(names: ReadonlySet<string> | undefined, entry: AskedStatement): void {
    if (names === undefined) this.#others.push(entry);
    for (const name of names ?? []) {
      const entries = this.#named.get(name);
      if (entries === undefined) this.#named.set(name, [entry]);
      else entries.push(entry);
    }
  }

  find({ arn, accountId }: Caller): readonly AskedStatement[] {
    return [...(this.#named.get(arn) ?? []), ...(this.#named.get(accountId) ?? []), ...this.#others];
  }
}

/** Finds, among the statements of thousands of resource policies, those that can concern a principal. */
export class StatementIndex {
  /** For somebody in particular. */
  readonly #forOne = new ByName();
  /** For a row that stands for many: a condition that names one of them may hold. */
  readonly #forMany = new ByName();

  add(asked: AskedDocuments): void {
    for (const { slot, statement } of asked.documents.statements) {
      const entry = { asked, slot, statement };
      this.#forOne.add(statement.arns ?? statement.names, entry);
      this.#forMany.add(statement.names, entry);
    }
  }

  /** The statements that can be about whoever calls. */
  concerning(caller: Caller): readonly AskedStatement[] {
    return (caller.standsFor === undefined ? this.#forOne : this.#forMany).find(caller);
  }
}
