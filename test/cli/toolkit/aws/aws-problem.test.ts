import { DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { ask } from "../../../../cli/toolkit/aws/ask";
import { kindOfAwsError } from "../../../../cli/toolkit/aws/aws-error-kind";
import { awsProblem } from "../../../../cli/toolkit/aws/aws-problem";
import { refusalOfPromise } from "../../../support/thrown";
import type { FakeAnswer, FakeAws } from "./fake-aws";
import { fakeSession, startFakeAws } from "./fake-aws";

const USER = "User: arn:aws:iam::111111111111:user/me is not authorized to perform";

interface Case {
  readonly service: "ecr" | "kms" | "iam";
  readonly given: FakeAnswer;
  readonly kind: string;
  readonly message: string;
  readonly hint: string;
}

const CASES: readonly Case[] = [
  {
    service: "ecr",
    given: { error: "AccessDeniedException", message: `${USER}: ecr:DescribeRepositories on resource: *` },
    kind: "denied",
    message: `ecr:DescribeRepositories is denied (with profile hub): ${USER}: ecr:DescribeRepositories on resource: *`,
    hint: "allow ecr:DescribeRepositories for whoever runs this",
  },
  {
    service: "kms",
    given: { error: "AccessDeniedException", message: `${USER}: kms:DescribeKey on resource:\n  key` },
    kind: "denied",
    message: `kms:DescribeKey is denied (with profile hub): ${USER}: kms:DescribeKey on resource: key`,
    hint: "allow kms:DescribeKey for whoever runs this",
  },
  {
    service: "iam",
    given: { error: "AccessDenied", message: `${USER}: iam:GetRole on resource: role r`, status: 403 },
    kind: "denied",
    message: `iam:GetRole is denied (with profile hub): ${USER}: iam:GetRole on resource: role r`,
    hint: "allow iam:GetRole for whoever runs this",
  },
  {
    service: "ecr",
    given: { error: "ExpiredTokenException", message: "The security token included in the request is expired" },
    kind: "expired",
    message: "the credentials have expired (with profile hub): The security token included in the request is expired",
    hint: "sign in again: aws sso login --profile hub, or give new keys",
  },
  {
    service: "kms",
    given: { error: "UnrecognizedClientException", message: "The security token included in the request is invalid." },
    kind: "not-accepted",
    message: "AWS does not accept the credentials (with profile hub): UnrecognizedClientException",
    hint: "check them with: aws sts get-caller-identity; a Region that is not switched on for the account answers so too",
  },
  {
    service: "kms",
    given: { error: "InvalidSignatureException", message: "Signature expired: 20260101T000000Z is now earlier than …" },
    kind: "clock",
    message:
      "AWS does not accept the time of the request (with profile hub): Signature expired: 20260101T000000Z is now earlier than …",
    hint: "set the clock of this machine",
  },
  {
    service: "ecr",
    given: { error: "RepositoryNotFoundException", message: "The repository with name 'orders' does not exist" },
    kind: "not-found",
    message: "does not exist (with profile hub): The repository with name 'orders' does not exist",
    hint: "check its name, account and Region",
  },
  {
    service: "kms",
    given: { error: "NotFoundException", message: "Key 'k' does not exist" },
    kind: "not-found",
    message: "does not exist (with profile hub): Key 'k' does not exist",
    hint: "check its name, account and Region",
  },
  {
    service: "iam",
    given: { error: "NoSuchEntity", message: "The role with name r cannot be found.", status: 404 },
    kind: "not-found",
    message: "does not exist (with profile hub): The role with name r cannot be found.",
    hint: "check its name, account and Region",
  },
  {
    service: "ecr",
    given: { error: "ThrottlingException", message: "Rate exceeded" },
    kind: "throttled",
    message: "AWS wants ecr:DescribeRepositories to be asked more slowly: ThrottlingException",
    hint: "wait a minute and run it again",
  },
  {
    service: "kms",
    given: { error: "DependencyTimeoutException", message: "try later", status: 503 },
    kind: "other-answer",
    message: "AWS answered kms:DescribeKey with DependencyTimeoutException: try later",
    hint: "the message is AWS's own",
  },
  {
    service: "ecr",
    given: { text: "<html>Sign in</html>" },
    kind: "no-answer-of-aws",
    message: "what answered ecr:DescribeRepositories is not AWS: its answer cannot be read",
    hint: "check the proxy, and AWS_ENDPOINT_URL where it is set",
  },
];

describe("what AWS answers instead", () => {
  let aws: FakeAws;
  let answer: FakeAnswer;

  before(async () => {
    aws = await startFakeAws(() => answer);
  });

  after(async () => {
    await aws.stop();
  });

  const send = (service: Case["service"]): Promise<unknown> => {
    const { config } = fakeSession(aws.endpoint, "111111111111");
    switch (service) {
      case "ecr":
        return new ECRClient(config).send(new DescribeRepositoriesCommand({}));
      case "kms":
        return new KMSClient(config).send(new DescribeKeyCommand({ KeyId: "k" }));
      case "iam":
        return new IAMClient(config).send(new GetRoleCommand({ RoleName: "r" }));
    }
  };
  const CALLS = { ecr: "ecr:DescribeRepositories", kms: "kms:DescribeKey", iam: "iam:GetRole" };

  for (const { service, given, kind, message, hint } of CASES) {
    it(`${service}: ${"error" in given ? given.error : "a page"} is ${kind}`, async () => {
      answer = given;
      const error: unknown = await send(service).catch((thrown: unknown) => thrown);
      expect(kindOfAwsError(error)).to.equal(kind);
      const asked = { path: "it", call: CALLS[service], session: { name: "profile hub" } };
      expect(awsProblem(error, asked)).to.deep.equal({ path: "it", message, hint });
      const refused = await refusalOfPromise(ask(asked, () => send(service)));
      expect(refused.problems).to.deep.equal([{ path: "it", message, hint }]);
    });
  }

  it("leaves a fault of ours as it is", async () => {
    for (const fault of [new TypeError("x is not a function"), new Error("no such key in a map"), "text", undefined]) {
      expect(kindOfAwsError(fault), String(fault)).to.equal(undefined);
      expect(awsProblem(fault, { path: "it", call: "ecr:X" }), String(fault)).to.equal(undefined);
    }
    const fault = new RangeError("ours");
    const thrown: unknown = await ask({ path: "it", call: "ecr:X" }, () => Promise.reject(fault)).catch(
      (e: unknown) => e,
    );
    expect(thrown).to.equal(fault);
  });

  it("passes on what AWS answers", async () => {
    expect(await ask({ path: "it", call: "ecr:X" }, () => Promise.resolve("told"))).to.equal("told");
  });

  for (const code of [
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "EPROTO",
    "CERT_HAS_EXPIRED",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ]) {
    it(`${code}, on its own or in several attempts, is a way that is closed`, () => {
      const error = Object.assign(new Error("no way"), { code });
      const hint = "check the network, the proxy and the Region, and AWS_ENDPOINT_URL where it is set";
      const problem = { path: "it", message: `AWS cannot be reached: ${code}: no way`, hint };
      expect(awsProblem(error, { path: "it", call: "ecr:X" })).to.deep.equal(problem);
      const several = new AggregateError([error], "no way");
      expect(awsProblem(several, { path: "it", call: "ecr:X" })).to.deep.equal(problem);
      const wrapped = new Error("no way", { cause: error });
      expect(awsProblem(wrapped, { path: "it", call: "ecr:X" })).to.deep.equal(problem);
    });
  }

  it("tells at most 500 characters of a message", () => {
    const error = Object.assign(new Error("x".repeat(5000)), { code: "EPIPE" });
    expect(awsProblem(error, { path: "it", call: "ecr:X" })?.message).to.equal(
      `AWS cannot be reached: EPIPE: ${"x".repeat(500)}`,
    );
  });
});
