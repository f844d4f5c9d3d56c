import { EncryptedRepository } from "ecr-kms/pulumi";
import { configOf, uses } from "../repositories";
import { runPulumi } from "./run-pulumi";

void runPulumi(() => {
  for (const use of uses()) new EncryptedRepository(use.name, configOf(use));
});
