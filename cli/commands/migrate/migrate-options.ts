import type { CopierName } from "../../migrate/copy/copy-options";

/** Whose credentials a command uses. */
export interface CredentialOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly also: readonly string[];
}

/** What `ecr-kms migrate plan` was asked. */
export interface PlanCommandOptions extends CredentialOptions {
  readonly key: string;
  readonly to?: string;
  readonly format: "table" | "json";
  readonly output?: string;
  readonly color?: boolean;
}

/** What `ecr-kms migrate copy` was asked. */
export interface CopyCommandOptions extends CredentialOptions {
  readonly create: boolean;
  readonly copier?: CopierName;
  readonly jobs?: number;
  readonly journal?: string;
  readonly sourceEndpoint?: string;
  readonly destinationEndpoint?: string;
}

/** What `ecr-kms migrate cutover` was asked. */
export interface CutoverCommandOptions extends CredentialOptions {
  readonly format: "table" | "json";
  readonly output?: string;
  readonly color?: boolean;
  readonly deleteSource?: boolean;
  readonly confirm?: string;
  readonly ignoreRecentPulls?: boolean;
}
