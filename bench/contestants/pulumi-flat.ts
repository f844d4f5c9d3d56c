import { uses } from "../repositories";
import { makeKey, makeRepository } from "./pulumi-resources";
import { runPulumi } from "./run-pulumi";

void runPulumi(() => {
  for (const use of uses()) makeRepository(use, makeKey(use));
});
