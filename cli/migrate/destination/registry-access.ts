import { GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../toolkit/aws/ask";
import type { MigrateClients } from "../clients";
import type { PlannedDestination, PlannedSource } from "../migration-plan";
import { isThisMachine } from "../registry/origin";
import type { RegistryAddress } from "../registry-address";

/**
 * Where the images of a repository are read or written, and how to sign in there. The password of ECR is asked for each time: whoever
 * holds the address decides how long one is used (they are valid for 12 hours).
 *
 * @param endpoint - What answers in place of ECR's own name: a VPC endpoint, a proxy.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
 */
export function registryAccess(
  { ecr, session }: MigrateClients,
  { uri, name }: PlannedSource | PlannedDestination,
  endpoint: string | undefined,
): RegistryAddress {
  const host = endpoint ?? uri.slice(0, -(name.length + 1));
  const credentials = async (): Promise<{ username: string; password: string }> => {
    const asked = { path: `repository ${name}`, call: "ecr:GetAuthorizationToken", session };
    const { authorizationData = [] } = await ask(asked, () => ecr.send(new GetAuthorizationTokenCommand({})));
    const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString("utf8");
    const colon = token.indexOf(":");
    return { username: token.slice(0, colon), password: token.slice(colon + 1) };
  };
  return { host, repository: name, insecure: endpoint !== undefined && isThisMachine(endpoint), credentials };
}
