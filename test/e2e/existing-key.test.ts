import { build } from "../../examples/existing-key/cdktf/main";
import { spoke, topology } from "../../examples/existing-key/topology";
import { describeE2e } from "../support/e2e-suite";

describeE2e({
  name: "existing-key",
  build,
  stacks: ["platform-key", "hub", "spoke-deployer"],
  registryStack: "hub",
  changesEncryption: false,
  topology,
  roles: [spoke],
  byKeyArn: true,
});
