const { planRegistry, policyJson } = require("ecr-kms");

const { key, repositories } = planRegistry({
  region: "us-east-1",
  registryAccountId: "123456789012",
  repositories: { orders: { pull: ["222222222222"] } },
});
console.log(policyJson(key.policy).length > 0, Object.keys(repositories).join());
