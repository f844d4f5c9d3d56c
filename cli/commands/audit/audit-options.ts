import type { Narrowings } from "../../audit/question";
import type { AnswerFormat } from "../../audit/report/render-answer";

/** What `ecr-kms audit` was asked, as the command line gives it. */
export interface AuditOptions extends Narrowings {
  readonly question: string;
  readonly logs: readonly string[];

  readonly format: AnswerFormat;
  readonly output?: string;
  readonly events?: boolean;
  readonly limit?: number;
  readonly failIfAny?: boolean;
  readonly color?: boolean;

  readonly skipUnreadable?: boolean;

  readonly lookupEvents?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly also?: readonly string[];
  readonly resume?: string;
  readonly keepResume?: boolean;

  readonly athena?: boolean;
  readonly athenaLocation?: string;
  readonly athenaDatabase?: string;
  readonly athenaTable?: string;
  readonly organization?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  readonly run?: boolean;
  readonly workgroup?: string;
  readonly results?: string;
}
