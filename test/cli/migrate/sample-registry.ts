import { createHash } from "node:crypto";
import type { FakeOperations } from "./fake-aws";

export const ACCOUNT = "123456789012";
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const SOURCE = `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/orders`;

const OCI = { index: "application/vnd.oci.image.index.v1+json", image: "application/vnd.oci.image.manifest.v1+json" };

/** A manifest to be pushed. */
export interface SampleImage {
  readonly text: string;
  readonly mediaType: string;
  readonly digest: string;
  readonly tags: readonly string[];
}

/** The digest of a text. */
export function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** A manifest with these tags. */
export function sample(json: object, ...tags: readonly string[]): SampleImage {
  const text = JSON.stringify(json);
  const { mediaType = "" } = json as { mediaType?: string };
  return { text, mediaType, digest: digestOf(text), tags };
}

/** An image with a config and layers; the same name is the same layer. */
export function image(name: string, layers: readonly string[], rest: object = {}): object {
  return {
    schemaVersion: 2,
    mediaType: OCI.image,
    config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: digestOf(`config ${name}`), size: 1000 },
    layers: layers.map((layer) => ({
      mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
      digest: digestOf(layer),
      size: 1_000_000,
    })),
    ...rest,
  };
}

/** An index of images. */
export function index(...children: readonly (SampleImage & { readonly entry?: object })[]): object {
  return {
    schemaVersion: 2,
    mediaType: OCI.index,
    manifests: children.map(({ digest, mediaType, text, entry }) => ({
      mediaType,
      digest,
      size: text.length,
      ...entry,
    })),
  };
}

/** What cosign puts beside an image. */
export function signature(of: string): SampleImage {
  const layer = {
    mediaType: "application/vnd.dev.cosign.simplesigning.v1+json",
    digest: digestOf(`sig ${of}`),
    size: 250,
  };
  return sample({ ...image("sig", []), layers: [layer] }, `${of.replace(":", "-")}.sig`);
}

/** A repository like many: an index for two platforms with an attestation, a signature, a referrer, an old image without tags. */
export function sampleImages(): readonly SampleImage[] {
  const amd = sample(image("amd64", ["base", "amd64"]));
  const arm = sample(image("arm64", ["base", "arm64"]));
  const intoto = { mediaType: "application/vnd.in-toto+json", digest: digestOf("provenance"), size: 300 };
  const attestation = sample({ ...image("attestation", []), layers: [intoto] });
  const platform = (architecture: string): object => ({ platform: { os: "linux", architecture } });
  const annotations = {
    "vnd.docker.reference.type": "attestation-manifest",
    "vnd.docker.reference.digest": amd.digest,
  };
  const multi = sample(
    index(
      { ...amd, entry: platform("amd64") },
      { ...arm, entry: platform("arm64") },
      { ...attestation, entry: { platform: { os: "unknown", architecture: "unknown" }, annotations } },
    ),
    "1.0",
    "latest",
  );
  const referrer = sample(
    image("sbom", [], {
      artifactType: "application/spdx+json",
      subject: { mediaType: multi.mediaType, digest: multi.digest, size: multi.text.length },
      layers: [{ mediaType: "application/spdx+json", digest: digestOf("sbom"), size: 400 }],
    }),
  );
  return [amd, arm, attestation, multi, signature(multi.digest), referrer, sample(image("old", ["base", "old"]))];
}

/** What AWS says about a repository of these images. */
export function sampleRegistry(images: readonly SampleImage[], others: FakeOperations = {}): FakeOperations {
  const pushedAt = (at: number): number => Date.UTC(2026, 0, 1, 12, 0, at) / 1000;
  return {
    DescribeRepositories: ({ repositoryNames }: { repositoryNames: readonly string[] }) =>
      repositoryNames[0] === "orders"
        ? { repositories: [describedRepository("orders", { encryptionType: "AES256" })] }
        : { error: "RepositoryNotFoundException", message: "no such repository" },
    DescribeImages: () => ({
      imageDetails: images.map(({ digest, tags, mediaType }, at) => ({
        imageDigest: digest,
        ...(tags.length === 0 ? {} : { imageTags: tags }),
        imageManifestMediaType: mediaType,
        imagePushedAt: pushedAt(at),
      })),
    }),
    BatchGetImage: ({ imageIds }: { imageIds: readonly { imageDigest: string }[] }) => ({
      images: imageIds.flatMap(({ imageDigest }) =>
        images
          .filter(({ digest }) => digest === imageDigest)
          .map(({ text, mediaType }) => ({
            imageId: { imageDigest },
            imageManifest: text,
            imageManifestMediaType: mediaType,
          })),
      ),
      failures: [],
    }),
    GetRepositoryPolicy: () => ({ error: "RepositoryPolicyNotFoundException", message: "none" }),
    GetLifecyclePolicy: () => ({ error: "LifecyclePolicyNotFoundException", message: "none" }),
    ListTagsForResource: () => ({ tags: [] }),
    DescribeRegistry: () => ({ registryId: ACCOUNT, replicationConfiguration: { rules: [] } }),
    DescribePullThroughCacheRules: () => ({ pullThroughCacheRules: [] }),
    DescribeRepositoryCreationTemplates: () => ({ registryId: ACCOUNT, repositoryCreationTemplates: [] }),
    DescribeKey: () => ({ KeyMetadata: usableKey() }),
    ...others,
  };
}

/** A repository as ECR describes it. */
export function describedRepository(name: string, encryptionConfiguration: object, others: object = {}): object {
  return {
    repositoryArn: `arn:aws:ecr:us-east-1:${ACCOUNT}:repository/${name}`,
    registryId: ACCOUNT,
    repositoryName: name,
    repositoryUri: `${ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/${name}`,
    imageTagMutability: "MUTABLE",
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration,
    ...others,
  };
}

/** A key as KMS describes it. */
export function usableKey(others: object = {}): object {
  return {
    AWSAccountId: ACCOUNT,
    KeyId: KEY.split("/")[1],
    Arn: KEY,
    Enabled: true,
    KeyState: "Enabled",
    KeyManager: "CUSTOMER",
    KeySpec: "SYMMETRIC_DEFAULT",
    KeyUsage: "ENCRYPT_DECRYPT",
    ...others,
  };
}

/** A registry in which much is to be carried over, and rules touch the repositories. */
export function fullRegistry(images: readonly SampleImage[]): FakeOperations {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Pull",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: {
          StringEquals: { "aws:PrincipalTag/team": "${aws:RequestTag/team}" },
          ArnLike: { "aws:SourceArn": SOURCE },
        },
      },
    ],
  };
  const rules = [
    {
      rulePriority: 1,
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 30 },
      action: { type: "expire" },
    },
  ];
  const described = describedRepository(
    "orders",
    { encryptionType: "AES256" },
    {
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filterType: "WILDCARD", filter: "latest" }],
      imageScanningConfiguration: { scanOnPush: true },
    },
  );
  return sampleRegistry(images, {
    DescribeRepositories: ({ repositoryNames }: { repositoryNames: readonly string[] }) =>
      repositoryNames[0] === "orders"
        ? { repositories: [described] }
        : { error: "RepositoryNotFoundException", message: "none" },
    GetRepositoryPolicy: () => ({ policyText: JSON.stringify(policy) }),
    GetLifecyclePolicy: () => ({ lifecyclePolicyText: JSON.stringify({ rules }) }),
    ListTagsForResource: () => ({
      tags: [
        { Key: "team", Value: "shop" },
        { Key: "cost", Value: "42" },
      ],
    }),
    DescribeRegistry: () => ({
      registryId: ACCOUNT,
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: "eu-west-1", registryId: ACCOUNT }],
            repositoryFilters: [{ filter: "ord", filterType: "PREFIX_MATCH" }],
          },
          {
            destinations: [{ region: "us-east-1", registryId: "222222222222" }],
            repositoryFilters: [{ filter: "prod/", filterType: "PREFIX_MATCH" }],
          },
        ],
      },
    }),
    DescribePullThroughCacheRules: () => ({
      pullThroughCacheRules: [{ ecrRepositoryPrefix: "docker-hub", upstreamRegistryUrl: "registry-1.docker.io" }],
    }),
    DescribeRepositoryCreationTemplates: () => ({
      registryId: ACCOUNT,
      repositoryCreationTemplates: [
        {
          prefix: "ROOT",
          appliedFor: ["REPLICATION", "CREATE_ON_PUSH"],
          encryptionConfiguration: { encryptionType: "AES256" },
        },
      ],
    }),
  });
}
