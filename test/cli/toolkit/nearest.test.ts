import { expect } from "chai";
import { nearest } from "../../../cli/toolkit/nearest";

const ACCOUNT = "arn:aws:iam::123456789012";

describe("the name that was probably meant", () => {
  const near: readonly (readonly [given: string, known: readonly string[], meant: string])[] = [
    ["payment/api", ["orders", "payments/api"], "payments/api"],
    ["auditr", ["admin", "auditor"], "auditor"],
    ["recieve", ["receive"], "receive"],
    ["ap", ["app"], "app"],
    ["Orders", ["ordering", "orders"], "orders"],
    ["push ", ["pull", "push"], "push"],
    [`${ACCOUNT}:role/auditr`, [`${ACCOUNT}:role/admin`, `${ACCOUNT}:role/auditor`], `${ACCOUNT}:role/auditor`],
    ["arn:aws:iam::123456789021:role/ci", [`${ACCOUNT}:role/ci`], `${ACCOUNT}:role/ci`],
  ];
  for (const [given, known, meant] of near)
    it(`is ${meant} for ${JSON.stringify(given)}`, () => {
      expect(nearest(given, known)).to.equal(meant);
    });

  const far: readonly (readonly [given: string, known: readonly string[]])[] = [
    ["orders", []],
    ["", ["a", "orders"]],
    ["x", ["y"]],
    ["ledger", ["payments/api", "orders"]],
    ["orders-api", ["orders-web"]],
    ["__proto__", ["orders"]],
    [`${ACCOUNT}:role/foo`, [`${ACCOUNT}:role/bar`]],
    ["arn:aws:iam::111111111111:role/ci", ["arn:aws:iam::222222222222:role/ci"]],
  ];
  for (const [given, known] of far)
    it(`is nobody for ${JSON.stringify(given)} among ${known.join(", ") || "none"}`, () => {
      expect(nearest(given, known)).to.equal(undefined);
    });
});
