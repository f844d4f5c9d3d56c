import { InputError } from "../../toolkit/input-error";

const ARN = /^arn:(aws[\w-]*):ecr:([a-z0-9-]+):(\d{12}):repository\/(.+)$/;
/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const LENGTH = { least: 2, most: 256 };

/** Where a repository is, as far as the user's word says it. */
export interface RepositoryPlace {
  readonly name: string;
  readonly registryId?: string;
  readonly region?: string;
}

/**
 * The repository that a user means by a name or an ARN.
 *
 * @throws InputError for anything else, such as an address with a tag
 */
export function repositoryPlace(word: string): RepositoryPlace {
  const arn = ARN.exec(word);
  if (arn !== null) {
    const [, , region = "", registryId = "", name = ""] = arn;
    checkName(name, word);
    return { name, registryId, region };
  }
  checkName(word, word);
  return { name: word };
}

/** Whether a text can be the name of a repository. */
export function isRepositoryName(text: string): boolean {
  return NAME.test(text) && text.length >= LENGTH.least && text.length <= LENGTH.most;
}

/**
 * Refuses what cannot be the name of a repository.
 *
 * @throws InputError with what a name looks like
 */
export function checkName(name: string, path: string): void {
  if (isRepositoryName(name)) return;
  const isAddress = name.includes(".dkr.ecr.");
  throw new InputError([
    {
      path,
      message: isAddress ? "is the address of an image and not the name of a repository" : "is not a repository name",
      hint: isAddress
        ? `write the name behind the first slash, without tag and digest: ${name.replace(/^[^/]*\//, "").replace(/[:@].*$/, "")}`
        : "write the name (2 to 256 lower-case letters, digits and . _ - /) or the ARN of a repository",
    },
  ]);
}
