import type { AccessModel } from "../../model/access-model";
import type { AccessProof } from "../../proof/proof";
import { proveAccessModel } from "../../proof/prove";
import { progressOn, shareOf } from "../progress";

/** Proves access, and shows on a terminal how far it is. */
export async function provedWithProgress(model: AccessModel): Promise<AccessProof> {
  const progress = progressOn(process.stderr);
  try {
    return await proveAccessModel(model, {
      onProgress: (done, total) => {
        progress.show(() => `Proving access: ${shareOf(done, total)}`);
      },
    });
  } finally {
    progress.clear();
  }
}
