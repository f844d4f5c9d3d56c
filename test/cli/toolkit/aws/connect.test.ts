import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { AwsOptions } from "../../../../cli/toolkit/aws/aws-options";
import { connect } from "../../../../cli/toolkit/aws/connect";
import { refusalOfPromise } from "../../../support/thrown";
import { withEnvironment } from "./environment";
import type { FakeAnswer, FakeAws, FakeCall } from "./fake-aws";
import { startFakeAws } from "./fake-aws";

const HUB = "111111111111";
const SPOKE = "222222222222";
const ROLE = `arn:aws:iam::${SPOKE}:role/audit`;

const CONFIG = `
[profile hub]
region = eu-west-1
aws_access_key_id = AKID${HUB}
aws_secret_access_key = secret
[profile hub-again]
aws_access_key_id = AKID${HUB}
aws_secret_access_key = secret
[profile spoke]
region = ap-south-1
aws_access_key_id = AKID${SPOKE}
aws_secret_access_key = secret
[profile empty]
region = eu-west-1
[profile sso]
sso_session = s
sso_account_id = ${HUB}
sso_role_name = x
[sso-session s]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
[profile halved]
sso_session = nowhere
sso_account_id = ${HUB}
sso_role_name = x
[profile mfa]
role_arn = ${ROLE}
source_profile = hub
mfa_serial = arn:aws:iam::${HUB}:mfa/me
[profile process]
credential_process = /bin/false
`;

const KEYS = { AWS_ACCESS_KEY_ID: `AKID${HUB}`, AWS_SECRET_ACCESS_KEY: "secret", AWS_REGION: "us-east-1" };
const NAME_A_PROFILE =
  "name a profile with `profile` (aws configure list-profiles shows them), or set AWS_PROFILE or AWS_ACCESS_KEY_ID";

describe("connecting to AWS", () => {
  let folder: string;
  let aws: FakeAws;
  let answer: (call: FakeCall) => FakeAnswer;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-connect-"));
    writeFileSync(join(folder, "config"), CONFIG);
    aws = await startFakeAws((call) => answer(call));
  });

  beforeEach(() => {
    answer = whoever;
  });

  after(async () => {
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const connected = (options: AwsOptions, variables: Readonly<Record<string, string>> = {}) =>
    withEnvironment(
      {
        AWS_ENDPOINT_URL: aws.endpoint,
        AWS_CONFIG_FILE: join(folder, "config"),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"),
        ...variables,
      },
      () => connect(options),
    );

  const refusal = async (options: AwsOptions, variables?: Readonly<Record<string, string>>) =>
    (await refusalOfPromise(connected(options, variables))).problems;

  it("finds whose the credentials are, and those of further accounts", async () => {
    const sessions = await connected({ profile: "hub", also: [ROLE] });
    const all = await Promise.all(
      sessions.all.map(async ({ config, ...session }) => ({
        ...session,
        key: (await config.credentials()).accessKeyId,
      })),
    );
    expect(all).to.deep.equal([
      {
        accountId: HUB,
        region: "eu-west-1",
        partition: "aws",
        callerArn: `arn:aws:iam::${HUB}:user/me`,
        name: "profile hub",
        key: `AKID${HUB}`,
      },
      {
        accountId: SPOKE,
        region: "eu-west-1",
        partition: "aws",
        callerArn: `arn:aws:iam::${SPOKE}:user/me`,
        name: ROLE,
        key: `AKID${SPOKE}`,
      },
    ]);
    expect(sessions.of(SPOKE)).to.equal(sessions.all[1]);
    expect(sessions.of("333333333333")).to.equal(undefined);
  });

  it("assumes a role once, however many clients use it", async () => {
    const before = aws.asked.length;
    const sessions = await connected({ also: [ROLE] }, KEYS);
    await Promise.all([sessions.all[1]?.config.credentials(), sessions.all[1]?.config.credentials()]);
    const asked = aws.asked.slice(before).map(({ call, accessKeyId }) => `${call} by ${accessKeyId}`);
    expect(asked).to.deep.equal([
      `sts:GetCallerIdentity by AKID${HUB}`,
      `sts:AssumeRole by AKID${HUB}`,
      `sts:GetCallerIdentity by AKID${SPOKE}`,
    ]);
  });

  it("takes the Region from the option before the environment, the environment before the profile, and the main one for all", async () => {
    const regions = async (options: AwsOptions, variables?: Readonly<Record<string, string>>) =>
      (await connected(options, variables)).all.map(({ region, config }) => `${region} ${config.region}`);
    expect(await regions({ profile: "hub", region: "us-west-2", also: ["spoke"] })).to.deep.equal([
      "us-west-2 us-west-2",
      "us-west-2 us-west-2",
    ]);
    expect(await regions({ profile: "hub" }, { AWS_REGION: "sa-east-1" })).to.deep.equal(["sa-east-1 sa-east-1"]);
    expect(await regions({ profile: "hub" })).to.deep.equal(["eu-west-1 eu-west-1"]);
  });

  const unusable = (name: string, why: string, hint = NAME_A_PROFILE) => [
    { path: `profile ${name}`, message: `there are no usable credentials (with profile ${name}): ${why}`, hint },
  ];

  for (const [name, problems] of [
    [
      "nowhere",
      unusable(
        "nowhere",
        "Could not resolve credentials using profile: [nowhere] in configuration/credentials file(s).",
      ),
    ],
    [
      "empty",
      unusable("empty", "Could not resolve credentials using profile: [empty] in configuration/credentials file(s)."),
    ],
    ["process", unusable("process", "Command failed: /bin/false")],
    [
      "halved",
      unusable("halved", "its settings are not complete: Cannot read properties of undefined (reading 'sso_region')"),
    ],
    [
      "mfa",
      unusable(
        "mfa",
        "Profile mfa requires multi-factor authentication, but no MFA code callback was provided.",
        "no code can be asked for here: sign in with it first (aws sts get-session-token, or SSO) and use those credentials",
      ),
    ],
    [
      "sso",
      [
        {
          path: "profile sso",
          message:
            "the credentials have expired (with profile sso): The SSO session token associated with profile=sso was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
          hint: "sign in again: aws sso login --profile sso, or give new keys",
        },
      ],
    ],
  ] as const) {
    it(`says what is wrong with profile ${name}`, async () => {
      expect(await refusal({ profile: name, region: "us-east-1" })).to.deep.equal(problems);
    });
  }

  it("says when there are no credentials at all, and when AWS_PROFILE names none", async () => {
    const message = "Could not load credentials from any providers";
    expect(await refusal({ region: "us-east-1" })).to.deep.equal([
      {
        path: "credentials",
        message: `there are no usable credentials (with the credentials of the environment): ${message}`,
        hint: NAME_A_PROFILE,
      },
    ]);
    expect(await refusal({ region: "us-east-1" }, { AWS_PROFILE: "nowhere" })).to.deep.equal([
      {
        path: "AWS_PROFILE",
        message: `there are no usable credentials (with profile nowhere of AWS_PROFILE): ${message}`,
        hint: NAME_A_PROFILE,
      },
    ]);
  });

  it("says when a file of the environment is not there", async () => {
    const variables = { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" };
    expect(await refusal({ region: "us-east-1" }, variables)).to.deep.equal([
      {
        path: "credentials",
        message:
          "there are no usable credentials (with the credentials of the environment): ENOENT: no such file or directory, open '/nowhere/token'",
        hint: NAME_A_PROFILE,
      },
    ]);
  });

  it("says when no Region is known, and when it can be none", async () => {
    const { AWS_REGION: _, ...keys } = KEYS;
    expect(await refusal({}, keys)).to.deep.equal([
      { path: "credentials", message: "no Region is known", hint: "name it with `region`, or set AWS_REGION" },
    ]);
    expect(await refusal({ region: "us east" }, keys)).to.deep.equal([
      {
        path: "credentials",
        message: 'Region not accepted: region="us east" is not a valid hostname component.',
        hint: "name a Region such as us-east-1 with `region`",
      },
    ]);
  });

  const WHO = "with the credentials of the environment";
  for (const { title, given, message, hint } of [
    {
      title: "expired keys",
      given: { error: "ExpiredToken", message: "The security token included in the request is expired", status: 403 },
      message: `the credentials have expired (${WHO}): The security token included in the request is expired`,
      hint: "sign in again: aws sso login, or give new keys",
    },
    {
      title: "keys that AWS does not know",
      given: {
        error: "InvalidClientTokenId",
        message: "The security token included in the request is invalid.",
        status: 403,
      },
      message: `AWS does not accept the credentials (${WHO}): InvalidClientTokenId`,
      hint: "check them with: aws sts get-caller-identity; a Region that is not switched on for the account answers so too",
    },
    {
      title: "a wrong secret",
      given: {
        error: "SignatureDoesNotMatch",
        message: "The request signature we calculated does not match …",
        status: 403,
      },
      message: `AWS does not accept the credentials (${WHO}): SignatureDoesNotMatch`,
      hint: "check them with: aws sts get-caller-identity; a Region that is not switched on for the account answers so too",
    },
    {
      title: "a proxy that answers itself",
      given: { text: "<html><body><p>Sign in<br></body></html>", status: 200 },
      message: "what answered sts:GetCallerIdentity is not AWS: its answer cannot be read",
      hint: "check the proxy, and AWS_ENDPOINT_URL where it is set",
    },
  ] as const) {
    it(`says what AWS makes of ${title}`, async () => {
      answer = () => given;
      expect(await refusal({}, KEYS)).to.deep.equal([{ path: "credentials", message, hint }]);
    });
  }

  it("says when nobody answers, and when the address is none", async () => {
    const hint = "check the network, the proxy and the Region, and AWS_ENDPOINT_URL where it is set";
    expect(await refusal({}, { ...KEYS, AWS_ENDPOINT_URL: "http://127.0.0.1:9" })).to.deep.equal([
      { path: "credentials", message: "AWS cannot be reached: ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9", hint },
    ]);
    expect(await refusal({}, { ...KEYS, AWS_ENDPOINT_URL: "hello" })).to.deep.equal([
      { path: "credentials", message: "AWS cannot be reached: ERR_INVALID_URL: Invalid URL", hint },
    ]);
  });

  it("names all that is wrong with further accounts at once, the permission among it", async () => {
    const denied = `User: arn:aws:iam::${HUB}:user/me is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`;
    answer = (call) =>
      call.call === "sts:AssumeRole" ? { error: "AccessDenied", message: denied, status: 403 } : whoever(call);
    const also = [ROLE, "nowhere", "arn:aws:iam::222222222222:user/me", "hub-again"];
    expect(await refusal({ profile: "hub", also })).to.deep.equal([
      {
        path: `also ${ROLE}`,
        message: `sts:AssumeRole is denied (with ${ROLE}): ${denied}`,
        hint: "allow sts:AssumeRole for whoever runs this",
      },
      {
        path: "also nowhere",
        message:
          "there are no usable credentials (with profile nowhere): Could not resolve credentials using profile: [nowhere] in configuration/credentials file(s).",
        hint: NAME_A_PROFILE,
      },
      {
        path: "also arn:aws:iam::222222222222:user/me",
        message: "is not the ARN of a role",
        hint: "write arn:aws:iam::222222222222:role/<name>, or the name of a profile",
      },
      { path: "also hub-again", message: `is in account ${HUB}, as is profile hub`, hint: "give one of them" },
    ]);
  });

  it("takes the same further credentials once", async () => {
    const { all } = await connected({ profile: "hub", also: ["spoke", "spoke"] });
    expect(all.map(({ name }) => name)).to.deep.equal(["profile hub", "profile spoke"]);
  });
});

/** AWS, as it answers who calls. */
function whoever({ call, accessKeyId }: FakeCall): FakeAnswer {
  if (call === "sts:AssumeRole") {
    const Expiration = "2126-01-01T00:00:00Z";
    return {
      body: {
        Credentials: { AccessKeyId: `AKID${SPOKE}`, SecretAccessKey: "secret", SessionToken: "token", Expiration },
      },
    };
  }
  const Account = accessKeyId.slice("AKID".length);
  return { body: { Account, Arn: `arn:aws:iam::${Account}:user/me`, UserId: "AIDA" } };
}
