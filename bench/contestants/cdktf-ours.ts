import { EncryptedRepository } from "ecr-kms/cdktf";
import { PLACE, configOf, uses } from "../repositories";
import { synthesize } from "./synthesize";

synthesize(PLACE.region, (stack) => {
  for (const use of uses()) new EncryptedRepository(stack, use.name, configOf(use));
});
