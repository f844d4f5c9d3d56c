import type { AccessModel, Key, Repository } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import type { AccessProof } from "../proof/proof";
import { proveAccessModel } from "../proof/prove";
import { worldOf } from "../proof/world";
import type { Expectation, ExpectedKeyAccess } from "./expectation";

/** A key that a file names. */
export interface ExpectedKey {
  /** Its alias or ARN, as the file has it. */
  readonly named: string;
  readonly access: ExpectedKeyAccess;
  /** Where a proof says who administers it; none where no input has such a key. */
  readonly places: readonly { readonly proof: AccessProof; readonly column: number }[];
  /** The repositories that it encrypts. */
  readonly columns: readonly number[];
}

/** The keys that a file names. One that encrypts no repository is proved with one that does not exist. */
export async function expectedKeys(proof: AccessProof, { keys = {} }: Expectation): Promise<readonly ExpectedKey[]> {
  const world = worldOf(proof.model);
  const keyArns = proof.repositories.map((repository) => {
    const key = world.keyOf(repository);
    return "arn" in key ? key.arn : undefined;
  });
  const found: ExpectedKey[] = [];
  for (const [named, access] of Object.entries(keys)) {
    const columns: number[] = [];
    const places: ExpectedKey["places"][number][] = [];
    for (const arn of arnsOf(named, proof.model)) {
      const encrypted = keyArns.flatMap((keyArn, column) => (keyArn === arn ? [column] : []));
      columns.push(...encrypted);
      const [column] = encrypted;
      const key = proof.model.keys.find((each) => each.arn === arn);
      if (column !== undefined) places.push({ proof, column });
      else if (key !== undefined) places.push({ proof: await proofOfKey(proof.model, key), column: 0 });
    }
    found.push({ named, access, places, columns });
  }
  return found;
}

/** The keys that an alias or ARN stands for; several where accounts have an alias of the same name. */
function arnsOf(named: string, { aliases }: AccessModel): readonly string[] {
  const meant = aliases.filter(({ name, arn }) => name === named || arn === named);
  const targets = meant.flatMap(({ keyArn }) => (isUnknown(keyArn) ? [] : [keyArn]));
  return [...new Set([...targets, named])];
}

async function proofOfKey(model: AccessModel, key: Key): Promise<AccessProof> {
  const { accountId, region, arn } = key;
  const repository: Repository = {
    arn: `arn:${arn.split(":")[1] ?? "aws"}:ecr:${region}:${accountId}:repository/of-the-key`,
    accountId,
    region,
    name: key.name,
    encryption: { type: "KMS", keyArn: arn },
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    hasLifecyclePolicy: true,
  };
  return proveAccessModel({ ...model, repositories: [repository] });
}
