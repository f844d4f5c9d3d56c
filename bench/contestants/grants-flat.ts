import { KmsGrant } from "@cdktf/provider-aws/lib/kms-grant";
import { repositoryArn } from "../by-hand/place";
import { KEY_ARN, grantedRoles } from "../granted-roles";
import { PLACE } from "../repositories";
import { synthesize } from "./synthesize";

synthesize(PLACE.region, (stack) => {
  for (const { repository, roles } of grantedRoles())
    for (const role of roles) {
      const name = `${repository}/${role.slice("arn:aws:iam::".length)}`;
      new KmsGrant(stack, `grant-${name.replaceAll("/", "-")}`, {
        name,
        keyId: KEY_ARN,
        granteePrincipal: role,
        operations: ["Decrypt", "DescribeKey"],
        constraints: [{ encryptionContextSubset: { "aws:ecr:arn": repositoryArn(PLACE, repository) } }],
      });
    }
});
