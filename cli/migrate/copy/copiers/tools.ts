import type { RegistryAddress } from "../../registry-address";
import type { CopierName } from "../copy-options";
import type { CopierFolder } from "./copier-folder";

/** A program that moves an image, with its layers, from one registry to another. */
export interface Copier {
  readonly name: CopierName;
  /** How to get it. */
  readonly install: string;
  /** Arguments that make it print its options, and what must be among them. */
  readonly probe: { readonly args: readonly string[]; readonly needs: readonly string[] };
  /** How it copies one manifest and what it names, by digest on both sides, without changing a byte. */
  readonly call: (copied: CopiedImage, folder: CopierFolder) => CopierCall;
}

/** What is copied. */
interface CopiedImage {
  readonly source: RegistryAddress;
  readonly destination: RegistryAddress;
  readonly digest: string;
}

/** Never holds a password: those are in the folder's files. */
interface CopierCall {
  readonly args: readonly string[];
  /** Beside the environment's own. */
  readonly env: Readonly<Record<string, string>>;
}

/** `127.0.0.1:5000/orders@sha256:…` */
function byDigest({ host, repository }: RegistryAddress, digest: string): string {
  return `${host}/${repository}@${digest}`;
}

/** skopeo 1.6 or later, tested with 1.9.3. */
const skopeo: Copier = {
  name: "skopeo",
  install: "apt-get install skopeo, dnf install skopeo or brew install skopeo",
  probe: { args: ["copy", "--help"], needs: ["--preserve-digests", "--remove-signatures", "--src-authfile"] },
  call: ({ source, destination, digest }, folder) => ({
    args: [
      // The digest is known: whether somebody trusts it is not for a copy to decide, and the policy file may be
      // missing.
      "--insecure-policy",
      "copy",
      "--preserve-digests",
      // Signatures in tag form are images of the plan; what this leaves out are those of signature servers.
      "--remove-signatures",
      ...(source.credentials === undefined ? ["--src-no-creds"] : ["--src-authfile", folder.sourceAuth]),
      ...(destination.credentials === undefined ? ["--dest-no-creds"] : ["--dest-authfile", folder.destinationAuth]),
      ...(source.insecure ? ["--src-tls-verify=false"] : []),
      ...(destination.insecure ? ["--dest-tls-verify=false"] : []),
      `docker://${byDigest(source, digest)}`,
      `docker://${byDigest(destination, digest)}`,
    ],
    // Mirrors and other names that the user's configuration gives to registries do not concern a copy.
    env: { CONTAINERS_REGISTRIES_CONF: folder.registriesConf },
  }),
};

/** crane of go-containerregistry. It takes plain HTTP for a registry on this machine by itself. */
const crane: Copier = {
  name: "crane",
  install: "brew install crane, or go install github.com/google/go-containerregistry/cmd/crane@latest",
  probe: { args: ["copy", "--help"], needs: ["SRC DST"] },
  call: ({ source, destination, digest }, folder) => ({
    args: ["copy", byDigest(source, digest), byDigest(destination, digest)],
    env: { DOCKER_CONFIG: folder.dockerConfig },
  }),
};

/** regctl of regclient. */
const regctl: Copier = {
  name: "regctl",
  install: "brew install regclient, or go install github.com/regclient/regclient/cmd/regctl@latest",
  probe: { args: ["image", "copy", "--help"], needs: ["regctl image copy"] },
  call: ({ source, destination, digest }, folder) => ({
    args: ["image", "copy", byDigest(source, digest), byDigest(destination, digest)],
    // Its own configuration says which registries have no TLS, and keeps the user's mirrors out.
    env: { DOCKER_CONFIG: folder.dockerConfig, REGCTL_CONFIG: folder.regctlConfig },
  }),
};

/** In the order in which they are looked for: the first is the one that the tests run. */
export const COPIERS: readonly Copier[] = [skopeo, crane, regctl];
