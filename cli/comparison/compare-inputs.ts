import type { AccessModel } from "../model/access-model";
import { proveAccessModel } from "../proof/prove";
import type { AccessProof, KmsModel } from "../proof/proof";
import { InputError, type Problem } from "../toolkit/input-error";
import type { AccessComparison } from "./access-comparison";
import { compareProofs } from "./compare-proofs";
import { withNamedPrincipals } from "./with-named-principals";

/** What is compared: what is to be, and what it is compared with. */
export interface TwoModels {
  readonly after: AccessModel;
  readonly before: AccessModel;
}

/**
 * Reads both sides.
 *
 * @throws InputError with the problems of both at once
 */
export async function readBoth(
  after: () => Promise<AccessModel>,
  before: () => Promise<AccessModel>,
): Promise<TwoModels> {
  const problems: Problem[] = [];
  const models: AccessModel[] = [];
  for (const read of [after, before]) {
    try {
      models.push(await read());
    } catch (error) {
      if (!InputError.is(error)) throw error;
      problems.push(...error.problems);
    }
  }
  const [first, second] = models;
  if (first === undefined || second === undefined) throw new InputError(problems);
  return { after: first, before: second };
}

/**
 * Who gains and who loses access between two models.
 *
 * @param prove - Proves each of them. @default - without showing how far it is
 */
export async function compareModels(
  models: TwoModels,
  kmsModel: KmsModel,
  prove: (model: AccessModel) => Promise<AccessProof> = proveAccessModel,
): Promise<AccessComparison> {
  const { after, before } = withNamedPrincipals(models.after, models.before);
  return compareProofs(await prove(after), await prove(before), kmsModel);
}
