import type { RulesConfig } from "../../rules/rules-config";
import { proveAccessModel } from "../../proof/prove";
import { modelFromResources } from "../../resources/model-from-resources";
import type { InfrastructureResource } from "../../resources/resource";
import { findAll } from "../../rules/find-all";
import { isPlaced, judged, type Judgement, type ReadProgram } from "../judge";
import { STAND_IN_REGION } from "../stand-ins";

/**
 * What all rules find in a program, with those about access that has been proved. Nothing can be proved where an account or Region
 * is not known: those rules are silent then.
 *
 * @throws InputError for documents that are no policies
 */
export async function judgedWithProof({ read, standIns }: ReadProgram, rules: RulesConfig): Promise<Judgement> {
  if (standIns.length > 0 || read.resources.some(isNowhere)) return judged({ read, standIns }, rules);
  const proof = await proveAccessModel(modelFromResources([read]));
  return { findings: findAll({ model: proof.model, proof }, rules).filter(isPlaced), gaps: proof.model.gaps };
}

/** IAM has no Regions. */
function isNowhere({ type, region }: InfrastructureResource): boolean {
  return region === STAND_IN_REGION && !/^aws_(iam|organizations)_/.test(type);
}
