import { TerraformStack } from "cdktf";
import { EncryptedRepository, RegistryHub } from "ecr-kms/cdktf";

const plain = { region: "us-east-1", registryAccountId: "123456789012", repositoryName: "orders" };

export function wrong(stack: TerraformStack): void {
  // @ts-expect-error - the topology is missing
  new RegistryHub(stack, "hub", {});
  // @ts-expect-error - there is no such encryption
  new EncryptedRepository(stack, "a", { ...plain, encryptionType: "AES256" });
  // @ts-expect-error - a list of grantees
  new EncryptedRepository(stack, "b", { ...plain, pull: "222222222222" });
}
