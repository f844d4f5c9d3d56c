import type { QuestionId } from "../question";
import { CHANGES } from "./definitions/changes";
import { DENIED } from "./definitions/denied";
import { KEY_USAGE } from "./definitions/key-usage";
import { PULLS } from "./definitions/pulls";
import { PUSHES } from "./definitions/pushes";
import type { Definition } from "./language";

/** The one definition of each question. */
export const DEFINITIONS: Readonly<Record<QuestionId, Definition>> = {
  pulls: PULLS,
  pushes: PUSHES,
  "key-usage": KEY_USAGE,
  denied: DENIED,
  changes: CHANGES,
};
