import { PLACE, uses } from "../repositories";
import { makeKey, makeRepository } from "./cdktf-resources";
import { synthesize } from "./synthesize";

synthesize(PLACE.region, (stack) => {
  for (const use of uses()) makeRepository(stack, `${use.name}-`, use, makeKey(stack, `${use.name}-`, use));
});
