/**
 * `npm run differential -- [RUNS] [SEED]`: asks our evaluator of policies and `@cloud-copilot/iam-simulate` the same random questions.
 * Exits with 1 where they contradict each other.
 */
import { compareEvaluators } from "../test/cli/iam/differential";

async function main(): Promise<void> {
  const [runs = 200_000, seed = 1] = process.argv.slice(2).map(Number);
  const { same, undecided, differences } = await compareEvaluators(runs, seed);
  console.log(
    `${runs} questions, seed ${seed}: ${same} the same, ${undecided} left open, ${differences.length} different`,
  );
  for (const { ours, theirs, question } of differences.slice(0, 5))
    console.log(JSON.stringify({ ours, theirs, ...question, context: question.context }));
  if (differences.length > 0) process.exitCode = 1;
}

void main();
