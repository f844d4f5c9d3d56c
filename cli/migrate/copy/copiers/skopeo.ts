import type { Copier } from "./copier";
import { byDigest } from "./copier";

/** skopeo 1.6 or later, tested with 1.9.3. */
export const skopeo: Copier = {
  name: "skopeo",
  install: "apt-get install skopeo, dnf install skopeo or brew install skopeo",
  probe: { args: ["copy", "--help"], needs: ["--preserve-digests", "--remove-signatures", "--src-authfile"] },
  call: ({ source, destination, digest }, folder) => ({
    args: [
      // The digest is known: whether somebody trusts it is not for a copy to decide, and the policy file may be missing.
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
