import { build } from "../../examples/central-key/cdktf/main";
import { spokes, topology } from "../../examples/central-key/topology";
import { describeE2e } from "../support/e2e-suite";

describeE2e({
  name: "central-key",
  build,
  stacks: ["security", "hub", "spoke-cicd", "spoke-orders", "spoke-reports"],
  registryStack: "hub",
  changesEncryption: false,
  topology,
  roles: spokes,
});
