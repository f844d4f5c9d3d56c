import { EncryptedRepository, RegistryHub, SpokeAccess } from "ecr-kms/pulumi";

const topology = { region: "us-east-1", registryAccountId: "123456789012", repositories: {} };
const plain = { region: "us-east-1", registryAccountId: "123456789012", repositoryName: "orders" };

// @ts-expect-error - the topology is missing
new RegistryHub("hub", {});
// @ts-expect-error - an account id is a text
new RegistryHub("hub", { topology: { ...topology, registryAccountId: 123456789012 } });
// @ts-expect-error - there is no such way to the key
new RegistryHub("hub", { topology: { ...topology, kmsAccess: "everybody" } });
// @ts-expect-error - misspelt
new EncryptedRepository("orders", { ...plain, repository: "orders" });
// @ts-expect-error - the account is missing
new SpokeAccess("spoke", { topology });
