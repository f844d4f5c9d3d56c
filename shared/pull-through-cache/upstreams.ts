/** How ECR shows a registry who it is. */
export type UpstreamAuthentication = "none" | "secret" | "role";

/** A registry that images can be cached from. */
export interface UpstreamRegistry {
  /** As AWS calls it. */
  readonly name: string;
  readonly authentication: UpstreamAuthentication;
  /** The account and Region of a private registry of ECR. */
  readonly ecr?: { readonly accountId: string; readonly region: string };
}

/**
 * The registries that ECR caches from, by their URL, and what each asks for.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
const BY_URL: Readonly<Record<string, UpstreamRegistry>> = Object.freeze({
  "public.ecr.aws": { name: "ecr-public", authentication: "none" },
  "registry.k8s.io": { name: "k8s", authentication: "none" },
  "quay.io": { name: "quay", authentication: "none" },
  "registry-1.docker.io": { name: "docker-hub", authentication: "secret" },
  "ghcr.io": { name: "github-container-registry", authentication: "secret" },
  "registry.gitlab.com": { name: "gitlab-container-registry", authentication: "secret" },
  "cgr.dev": { name: "chainguard", authentication: "secret" },
});

const AZURE = /^[a-z0-9-]+\.azurecr\.io$/;
const ECR = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/;

/** What people write for a registry, and its URL. */
const MEANT: Readonly<Record<string, string>> = Object.freeze({
  "docker.io": "registry-1.docker.io",
  "hub.docker.com": "registry-1.docker.io",
  "index.docker.io": "registry-1.docker.io",
  "k8s.gcr.io": "registry.k8s.io",
  "gitlab.com": "registry.gitlab.com",
  "gallery.ecr.aws": "public.ecr.aws",
});

/** The URLs of the registries that have one of their own, for messages. */
export const UPSTREAM_URLS: readonly string[] = Object.freeze([
  ...Object.keys(BY_URL),
  "<registry>.azurecr.io",
  "<account>.dkr.ecr.<region>.amazonaws.com",
]);

/** The registry of a URL; `undefined` when ECR caches from no such registry. */
export function upstreamRegistry(url: string): UpstreamRegistry | undefined {
  if (Object.hasOwn(BY_URL, url)) return BY_URL[url];
  if (AZURE.test(url)) return { name: "azure-container-registry", authentication: "secret" };
  const [, accountId, region] = ECR.exec(url) ?? [];
  if (accountId === undefined || region === undefined) return undefined;
  return { name: "ecr", authentication: "role", ecr: { accountId, region } };
}

/** The URL that was probably meant. */
export function likelyUpstream(url: string): string | undefined {
  const host = url
    .replace(/^[a-z]+:\/\//i, "")
    .replace(/\/.*$/, "")
    .toLowerCase();
  const meant = Object.hasOwn(MEANT, host) ? MEANT[host] : host;
  return meant !== undefined && meant !== url && upstreamRegistry(meant) ? meant : undefined;
}
