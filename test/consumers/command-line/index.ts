import { proveAccess } from "ecr-kms-cli/access";

async function main(): Promise<void> {
  const access = await proveAccess("topology.json");
  console.log(access.can("222222222222", "pull", "orders"));
  // @ts-expect-error - there is no such operation
  access.can("222222222222", "destroy", "orders");
}

void main().catch((error: unknown) => {
  console.log(error instanceof Error ? error.name : "no error");
});
