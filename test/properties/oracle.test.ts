import { expect } from "chai";
import type { Condition, PolicyDocument } from "../../shared";
import { HUB, KEY_ARN } from "../shared/fixtures";
import { isAllowed } from "./oracle";
import type { Request } from "./requests";
import { ENCRYPTION_CONTEXT } from "./requests";

const REQUEST: Request = {
  principal: `arn:aws:iam::${HUB}:user/ci`,
  action: "kms:Decrypt",
  resource: KEY_ARN,
  resourceAccount: HUB,
  context: { [ENCRYPTION_CONTEXT]: "arn:aws:ecr:us-east-1:123456789012:repository/app" },
};

/** A key policy that lets the user of the request decrypt. */
function keyPolicy(condition?: Condition): PolicyDocument {
  const statement = {
    Effect: "Allow" as const,
    Principal: { AWS: [REQUEST.principal] },
    Action: ["kms:Decrypt"],
    Resource: "*" as const,
  };
  return { Version: "2012-10-17", Statement: [condition ? { ...statement, Condition: condition } : statement] };
}

async function failureOf(request: Request, document: unknown): Promise<string> {
  try {
    const allowed = await isAllowed(request, { identity: [], resource: document as PolicyDocument });
    return `no failure, but ${String(allowed)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("the oracle", () => {
  it("judges conditions on the encryption context, by their values", async () => {
    const on = (repository: string): PolicyDocument =>
      keyPolicy({
        StringLike: { [ENCRYPTION_CONTEXT]: `arn:aws:ecr:us-east-1:123456789012:repository/${repository}` },
      });
    expect(await isAllowed(REQUEST, { identity: [], resource: on("*") })).to.equal(true);
    expect(await isAllowed(REQUEST, { identity: [], resource: on("app") })).to.equal(true);
    expect(await isAllowed(REQUEST, { identity: [], resource: on("app2") })).to.equal(false);
    expect(await isAllowed({ ...REQUEST, context: {} }, { identity: [], resource: on("*") })).to.equal(false);
  });

  it("fails, and does not refuse, where it cannot judge", async () => {
    const valid = keyPolicy();
    const invalid = { ...valid, Statement: [{ ...valid.Statement[0], Effect: "Permit" }] };
    expect(await failureOf(REQUEST, valid)).to.equal("no failure, but true");
    expect(await failureOf(REQUEST, invalid)).to.include("cannot judge");
    expect(await failureOf({ ...REQUEST, action: "kms:Decipher" }, valid)).to.include("invalid.action");
    expect(await failureOf({ ...REQUEST, resource: "arn:aws:s3:::images" }, valid)).to.include("no.resource.types");
  });

  it("fails where a condition names a context key that the action does not have", async () => {
    const request = { ...REQUEST, context: { "kms:NoSuchKey": "true" } };
    expect(await failureOf(request, keyPolicy({ Bool: { "kms:NoSuchKey": "true" } }))).to.include("leaves out");
  });
});
