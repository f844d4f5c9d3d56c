import type { Deployed } from "../../../cli/doctor/deployed";
import type { CheckReport } from "../../../cli/report/report";
import { examinationOf } from "../../../cli/doctor/examination";
import { fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";
import { deployed, grantsOf, key, NOW, repository } from "./sample-deployed";

const PROOF = fakeProof([fakePrincipal("arn:aws:iam::111111111111:role/ci")], [fakeRepository("orders")], {});

/** One of each severity, and something that could not be read. */
export const ILL = deployed({
  keys: [
    key({
      state: "Disabled",
      rotation: { enabled: false },
      validTo: "2026-12-01T00:00:00.000Z",
      origin: "EXTERNAL",
      grants: [...grantsOf("orders", "payments"), ...grantsOf("gone")],
    }),
  ],
  repositories: [repository("orders"), repository("payments")],
  unread: [{ path: "role ci", message: "iam:GetRole is denied", hint: "allow iam:GetRole for whoever runs this" }],
});

/** Whatever is in the account may have names that mean something to a terminal, a page or a comment. */
export const HOSTILE = deployed({
  keys: [key({ aliases: ["alias/<script>alert(1)</script>"], state: "Disabled" })],
  repositories: [repository("\u001b[31mred\u001b[0m`|<img src=x>@everyone")],
});

/** The report of what is deployed, with nothing in it but the doctor's part. */
export function reportOf(what: Deployed): CheckReport {
  return {
    proof: PROOF,
    kmsModel: "documented",
    findings: [],
    version: "0.1.0",
    examination: examinationOf(what, NOW),
  };
}
