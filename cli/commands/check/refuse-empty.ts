import type { AccessModel } from "../../model/access-model";
import { InputError } from "../../toolkit/input-error";

/** An input without anything to judge is most likely the wrong one, and must not pass as "nothing wrong". */
export function refuseEmpty({ repositories, keys }: AccessModel, inputs: readonly string[]): void {
  if (repositories.length > 0 || keys.length > 0) return;
  throw new InputError([
    {
      path: inputs.join(", "),
      message: "there is no ECR repository and no KMS key in it",
      hint: "give the plan, state or stack that makes the repositories; several inputs can be given at once",
    },
  ]);
}
