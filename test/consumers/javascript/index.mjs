import { PolicyError, planRegistry } from "ecr-kms";

try {
  planRegistry({ region: "us-east-1", registryAccountId: "1234", repositories: {} });
} catch (error) {
  console.log(error instanceof PolicyError, error.findings.map(({ code }) => code).join());
}
