import type { Finding } from "../shared";
import { ERROR_CODES } from "../shared";
import { isStandIn } from "./stand-ins";

/** A stand-in where a message or a path shows it. */
const SHOWN = /"\\u0000output \d+"|\p{Cc}output \d+/gu;

/** Findings without the texts that stand in for outputs: nobody has written those. */
export function withoutStandIns(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => {
    const { path, message, hint } = finding;
    if (![path, message, hint].some(isStandIn)) return finding;
    const [where, what, how] = [path, message, hint].map((text) => text.replace(SHOWN, "an Output")) as [
      string,
      string,
      string,
    ];
    if (!what.endsWith(", got an Output")) return { ...finding, path: where, message: what, hint: how };
    return {
      ...finding,
      path: where,
      message: "is an Output; maps and lists must be plain, single values may be Outputs",
      hint: "write the map or list in the program, with Outputs as its values",
    };
  });
}

/**
 * Findings without anything of a value that is secret: what is found also without the secrets stays as it is,
 * everything else says where something is wrong and which rule it breaks.
 *
 * @param withoutSecrets - What is found with stand-ins in the places of the secrets.
 * @param secrets - The secrets that are texts.
 * @param places - The paths of the secrets: what lies below one is part of it, names of properties included.
 */
export function withoutSecretValues(
  findings: readonly Finding[],
  withoutSecrets: readonly Finding[],
  secrets: readonly string[],
  places: readonly string[],
): readonly Finding[] {
  const isKnown = (finding: Finding): boolean =>
    withoutSecrets.some(
      ({ code, path, message, hint }) =>
        code === finding.code && path === finding.path && message === finding.message && hint === finding.hint,
    );
  return findings.map((finding) =>
    isKnown(finding)
      ? finding
      : {
          code: finding.code,
          path: withoutTexts(upToSecret(finding.path, places), secrets),
          message: "is not valid, or conflicts with another value (it comes from a secret and is not shown)",
          hint: ERROR_CODES[finding.code].fix,
        },
  );
}

/** The path of the secret, where a path leads into one. */
function upToSecret(path: string, places: readonly string[]): string {
  return places.find((place) => path.startsWith(place) && /^[.[]/.test(path.slice(place.length))) ?? path;
}

function withoutTexts(path: string, secrets: readonly string[]): string {
  return secrets.reduce((text, secret) => (secret === "" ? text : text.replaceAll(secret, "…")), path);
}
