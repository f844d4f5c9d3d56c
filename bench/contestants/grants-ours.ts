import { KeyGrants } from "ecr-kms/cdktf";
import { KEY_ARN, grantedTopology } from "../granted-roles";
import { PLACE } from "../repositories";
import { synthesize } from "./synthesize";

synthesize(PLACE.region, (stack) => {
  new KeyGrants(stack, "grants", { topology: grantedTopology("kms-grants"), keyArn: KEY_ARN });
});
