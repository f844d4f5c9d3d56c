import type { Copier } from "./copier";
import { byDigest } from "./copier";

/** regctl of regclient. */
export const regctl: Copier = {
  name: "regctl",
  install: "brew install regclient, or go install github.com/regclient/regclient/cmd/regctl@latest",
  probe: { args: ["image", "copy", "--help"], needs: ["regctl image copy"] },
  call: ({ source, destination, digest }, folder) => ({
    args: ["image", "copy", byDigest(source, digest), byDigest(destination, digest)],
    // Its own configuration says which registries have no TLS, and keeps the user's mirrors out.
    env: { DOCKER_CONFIG: folder.dockerConfig, REGCTL_CONFIG: folder.regctlConfig },
  }),
};
