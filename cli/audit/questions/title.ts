import type { Asked } from "../question";
import type { Definition } from "./language";

/** A question as a sentence: `Who pulled orders:1.4.2, from 2026-10-01 to 2026-11-01`. */
export function titleOf(definition: Definition, asked: Asked): string {
  const { principal, account, since, until } = asked;
  const period = [
    ...(since === undefined ? [] : [`from ${since}`]),
    ...(until === undefined ? [] : [`to ${until}`]),
  ].join(" ");
  return [
    `${definition.title.start} ${subjectOf(definition, asked)}`,
    ...(principal === undefined ? [] : [`by ${principal}`]),
    ...(account === undefined ? [] : [`by account ${account}`]),
    ...(period === "" ? [] : [period]),
  ].join(", ");
}

function subjectOf({ title, subject }: Definition, { repository, image, key }: Asked): string {
  const place = imageOf(repository, image);
  if (key === undefined)
    return place === undefined ? title.anything : title.of === undefined ? place : `${title.of} ${place}`;
  if (place === undefined) return `key ${key}`;
  return subject.eitherIsEnough === true ? `${place} or key ${key}` : `key ${key} for ${place}`;
}

function imageOf(repository: string | undefined, image: string | undefined): string | undefined {
  if (repository === undefined) return image === undefined ? undefined : `images ${image}`;
  if (image === undefined) return repository;
  return `${repository}${image.startsWith("sha256:") ? "@" : ":"}${image}`;
}
