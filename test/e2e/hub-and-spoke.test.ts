import { build } from "../../examples/hub-and-spoke/cdktf/main";
import { spokes, topology } from "../../examples/hub-and-spoke/topology";
import { describeE2e } from "../support/e2e-suite";

describeE2e({
  name: "hub-and-spoke",
  build,
  stacks: ["hub", "spoke-cicd", "spoke-orders", "spoke-reports"],
  registryStack: "hub",
  topology,
  roles: spokes,
});
