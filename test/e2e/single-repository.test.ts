import { planRepository } from "ecr-kms";
import { build } from "../../examples/single-repository/cdktf/main";
import { repository } from "../../examples/single-repository/topology";
import { describeE2e } from "../support/e2e-suite";

describeE2e({
  name: "single-repository",
  build,
  stacks: ["registry"],
  registryStack: "registry",
  topology: planRepository(repository).topology,
  roles: [],
});
