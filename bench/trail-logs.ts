/**
 * Logs of an organization's CloudTrail, made up: mostly events of other services, some of KMS, a few percent of ECR. The same
 * seed gives the same bytes.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** How logs are made. */
export interface TrailOptions {
  /** Uncompressed, in all files together. */
  readonly bytes: number;
  /** All in one file, which is not what CloudTrail does. */
  readonly isOneFile?: boolean;
  /** Part of the events that are pulls. */
  readonly pulls?: number;
}

/** Uncompressed size of a file, in the mean. */
const FILE_BYTES = 1_500_000;
const START = Date.UTC(2026, 8, 1);
const ACCOUNTS = Array.from({ length: 12 }, (_, index) => String(111111111111 + index * 7_000_003));
const REGIONS = ["eu-central-1", "us-east-1", "eu-west-1"];
const OTHERS = [
  ["sts", "AssumeRole"],
  ["ec2", "DescribeInstances"],
  ["ec2", "DescribeNetworkInterfaces"],
  ["s3", "GetBucketAcl"],
  ["logs", "CreateLogStream"],
  ["ssm", "UpdateInstanceInformation"],
  ["dynamodb", "DescribeTable"],
  ["elasticloadbalancing", "DescribeTargetHealth"],
  ["secretsmanager", "GetSecretValue"],
  ["lambda", "ListFunctions20150331"],
  ["autoscaling", "DescribeAutoScalingGroups"],
  ["monitoring", "DescribeAlarms"],
] as const;

/** Makes the logs in a folder unless they are there. */
export function makeTrailLogs(folder: string, options: TrailOptions): void {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  writeLogs(unfinished, options);
  renameSync(unfinished, folder);
}

function writeLogs(folder: string, { bytes, isOneFile = false, pulls = 0.02 }: TrailOptions): void {
  const random = randomOf(20261124);
  const whole = join(folder, "all.json");
  for (let written = 0, index = 0; written < bytes; index++) {
    const account = pick(ACCOUNTS, random);
    const region = pick(REGIONS, random);
    const wanted = Math.min(bytes - written, Math.ceil(FILE_BYTES * (1 / 3 + (random() * 4) / 3)));
    const time = START + index * 300_000;
    const records: string[] = [];
    for (let size = 0; size < wanted; size += records.at(-1)?.length ?? 0) {
      records.push(record(account, region, time + Math.floor(random() * 300) * 1000, pulls, random));
    }
    const text = records.join(",");
    written += text.length;
    if (isOneFile) {
      mkdirSync(folder, { recursive: true });
      appendFileSync(whole, `${index === 0 ? '{"Records":[' : ","}${text}`);
      continue;
    }
    const file = join(folder, nameOf(account, region, time, hex(random, 16)));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, gzipSync(`{"Records":[${text}]}`));
  }
  if (!isOneFile) return;
  appendFileSync(whole, "]}");
  // Too much for one text of Node.
  const { status } = spawnSync("gzip", [whole], { stdio: "inherit" });
  if (status !== 0) throw new Error(`gzip ended with ${status}`);
}

/** Where the log of an organization's trail lies in its bucket. */
function nameOf(account: string, region: string, time: number, unique: string): string {
  const iso = new Date(time).toISOString();
  const stamp = iso.replaceAll(/[-:]/g, "").slice(0, 13);
  const name = `${account}_CloudTrail_${region}_${stamp}Z_${unique}.json.gz`;
  return join("AWSLogs/o-exampleorg1", account, "CloudTrail", region, iso.slice(0, 10).replaceAll("-", "/"), name);
}

/** One event, in the order of keys and without white space, as CloudTrail delivers it. */
function record(account: string, region: string, time: number, pulls: number, random: () => number): string {
  const chance = random();
  const id = `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`;
  const roleNumber = Math.floor(random() * 40);
  const role = `role-${roleNumber}`;
  const [service, name, request, response] = call({ account, region, roleNumber, chance, pulls, random });
  const session = `i-0${hex(random, 16)}`;
  return JSON.stringify({
    eventVersion: "1.09",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROA${hex(random, 16).toUpperCase()}:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      accountId: account,
      accessKeyId: `ASIA${hex(random, 16).toUpperCase()}`,
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: `AROA${hex(random, 16).toUpperCase()}`,
          arn: `arn:aws:iam::${account}:role/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: isoOf(time - 1_800_000), mfaAuthenticated: "false" },
        ec2RoleDelivery: "2.0",
      },
      ...(service === "ecr" ? { invokedBy: "AWS Internal" } : {}),
    },
    eventTime: isoOf(time),
    eventSource: `${service}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress:
      service === "ecr" ? "AWS Internal" : `10.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}.7`,
    userAgent:
      service === "ecr"
        ? "AWS Internal"
        : "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.170.0 m/E",
    requestParameters: request,
    responseElements: response,
    requestID: `${hex(random, 8)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 4)}-${hex(random, 12)}`,
    eventID: id,
    readOnly: name !== "PutImage",
    ...(service === "ecr"
      ? {
          resources: [
            { accountId: account, ARN: `arn:aws:ecr:${region}:${account}:repository/${repositoryOf(request)}` },
          ],
        }
      : {}),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
    tlsDetails: {
      tlsVersion: "TLSv1.3",
      cipherSuite: "TLS_AES_128_GCM_SHA256",
      clientProvidedHostHeader: `${service}.${region}.amazonaws.com`,
    },
  });
}

type Parameters = Readonly<Record<string, unknown>>;

interface Caller {
  readonly account: string;
  readonly region: string;
  readonly roleNumber: number;
  readonly chance: number;
  readonly pulls: number;
  readonly random: () => number;
}

/** What is called, and with what. A role uses three repositories, which have eight images of four layers each. */
function call({
  account,
  region,
  roleNumber,
  chance,
  pulls,
  random,
}: Caller): readonly [service: string, name: string, request: Parameters, response: Parameters | null] {
  const repositoryName = `team-${roleNumber % 8}/service-${(roleNumber + Math.floor(random() * 3)) % 20}`;
  const imageTag = `1.${Math.floor(random() * 8)}.0`;
  const digestOf = (what: string) =>
    `sha256:${createHash("sha256").update(`${repositoryName}:${imageTag}:${what}`).digest("hex")}`;
  if (chance < pulls) {
    const imageIds = [random() < 0.5 ? { imageTag } : { imageDigest: digestOf("manifest") }];
    const acceptedMediaTypes = [
      "application/vnd.oci.image.index.v1+json",
      "application/vnd.oci.image.manifest.v1+json",
    ];
    return ["ecr", "BatchGetImage", { imageIds, acceptedMediaTypes, repositoryName, registryId: account }, null];
  }
  if (chance < pulls + 0.01) {
    const layerDigest = digestOf(`layer ${Math.floor(random() * 4)}`);
    return ["ecr", "GetDownloadUrlForLayer", { layerDigest, repositoryName, registryId: account }, null];
  }
  if (chance < pulls + 0.013) {
    const imageDigest = digestOf("manifest");
    const imageManifest = JSON.stringify({
      schemaVersion: 2,
      config: { digest: digestOf("config"), size: 7023 },
    });
    const image = { imageManifest, repositoryName, registryId: account, imageId: { imageDigest, imageTag } };
    return ["ecr", "PutImage", { imageManifest, imageTag, repositoryName, registryId: account }, { image }];
  }
  if (chance < pulls + 0.1) {
    const keyId = `arn:aws:kms:${region}:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
    const encryptionContext = { "aws:s3:arn": `arn:aws:s3:::bucket-${hex(random, 6)}/${hex(random, 40)}` };
    return ["kms", random() < 0.7 ? "Decrypt" : "GenerateDataKey", { encryptionContext, keyId }, null];
  }
  const [service, name] = pick(OTHERS, random);
  return [
    service,
    name,
    { filterSet: { items: [{ name: "vpc-id", valueSet: { items: [{ value: `vpc-${hex(random, 17)}` }] } }] } },
    null,
  ];
}

function repositoryOf(request: Parameters): string {
  return String(request["repositoryName"]);
}

function isoOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

function hex(random: () => number, digits: number): string {
  let text = "";
  while (text.length < digits)
    text += Math.floor(random() * 0x1000000)
      .toString(16)
      .padStart(6, "0");
  return text.slice(0, digits);
}

/** Numbers between 0 and 1, always the same ones (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
