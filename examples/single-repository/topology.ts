import type { EncryptedRepositoryConfig } from "ecr-kms";

/** Who uses the repository: its own account pushes and pulls, another account pulls. */
export const repository: EncryptedRepositoryConfig = {
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositoryName: "my-app",
  push: ["123456789012"],
  pull: ["123456789012", "222222222222"],
};
