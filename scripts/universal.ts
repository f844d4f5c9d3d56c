/**
 * `npm run universal -- [SETS] [SEED]`: looks through random sets of policies, with an SMT solver, for access that the proof
 * does not show, and for access that it shows and nobody has. Exits with 1 where there is any, or where a question stays
 * undecided.
 */
import { searchRandomSets } from "../test/cli/proof/universal/run";

const MOST_UNKNOWN = 0.02;

async function main(): Promise<void> {
  const [sets = 5_000, seed = 1] = process.argv.slice(2).map(Number);
  const result = await searchRandomSets(sets, seed, {
    onProgress: (done) => {
      if (done % 100 === 0) process.stderr.write(`${done} of ${sets}\n`);
    },
  });
  const { hidden, unfounded, witnesses, answers, unknown, unexplained, sentences, undecided } = result;
  const share = (number: number): string => `${((100 * number) / answers).toFixed(2)} %`;
  console.log(`${sets} sets of policies, seed ${seed}; ${sentences} sentences for the solver, ${undecided} undecided`);
  console.log(`access that the proof does not show: ${hidden.length}`);
  console.log(`parties that nobody belongs to: ${unfounded.length} of ${witnesses}`);
  console.log(
    `unknown of ${answers} answers: ${share(unknown.open)} by what AWS leaves open, ${share(unknown.request)} by what a request ` +
      `brings with it, ${share(unknown.inputs)} by what the inputs do not hold; ${unexplained.length} for other reasons`,
  );
  for (const list of [hidden, unfounded, unexplained])
    for (const each of list.slice(0, 20)) console.log(JSON.stringify(each));
  const wrong = hidden.length + unfounded.length + unexplained.length + undecided;
  if (wrong > 0 || unknown.open / answers > MOST_UNKNOWN) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
