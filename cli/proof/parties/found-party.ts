import type { Repository } from "../../model/access-model";
import type { PartyName } from "../party";
import type { KmsModel, OperationId } from "../proof";
import type { World } from "../world";

/** Who has rows of their own, so that they are no party. */
export interface Rows {
  /** The ARNs of roles and users. */
  readonly arns: ReadonlySet<string>;
  /** Accounts, organizations and resources of services whose row says that they may. */
  readonly covered: readonly PartyName[];
}

/** Somebody who is no row and has access. */
export interface FoundParty {
  readonly verdict: "allowed" | "unknown";
  /** How it is called; absent for somebody whom the documents do not say. */
  readonly name?: PartyName;
  /** For principals of an account that have access by their IAM policies alone: the account. */
  readonly ownAccount?: string;
  /** For what is not known: by which documents, and what would have to be known. */
  readonly documents: readonly string[];
  readonly unknowns: readonly string[];
}

/** What is asked: an operation on a repository or its key. */
export interface Asked {
  readonly world: World;
  readonly repository: Repository;
  readonly operation: OperationId;
  readonly kmsModel: KmsModel;
}
