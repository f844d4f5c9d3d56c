import type { RegistryTopology } from "../../shared";
import { Random } from "./random";

/** The same topology, written in another order and with some things said twice. */
export function rewritten(topology: RegistryTopology, seed: number): RegistryTopology {
  const random = new Random(seed);
  const list = (values: readonly string[] = []): string[] =>
    random.shuffled([...values, ...values.slice(0, random.below(3))]);
  const record = <T>(map: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(random.shuffled(Object.entries(map)));
  const lists = (map: object, names: readonly string[]): Record<string, string[]> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const values = (map as Record<string, readonly string[] | undefined>)[name];
        return values === undefined ? [] : [[name, list(values)]];
      }),
    );
  const repositories = Object.entries(topology.repositories).map(
    ([name, access]) => [name, record(lists(access, ["push", "pull", "lambda"]))] as const,
  );
  return record({
    ...topology,
    ...lists(topology, ["creators", "keyAdministrators"]),
    repositories: record(Object.fromEntries(repositories)),
  }) as unknown as RegistryTopology;
}
