import type { Copier } from "./copier";
import { byDigest } from "./copier";

/** crane of go-containerregistry. It takes plain HTTP for a registry on this machine by itself. */
export const crane: Copier = {
  name: "crane",
  install: "brew install crane, or go install github.com/google/go-containerregistry/cmd/crane@latest",
  probe: { args: ["copy", "--help"], needs: ["SRC DST"] },
  call: ({ source, destination, digest }, folder) => ({
    args: ["copy", byDigest(source, digest), byDigest(destination, digest)],
    env: { DOCKER_CONFIG: folder.dockerConfig },
  }),
};
