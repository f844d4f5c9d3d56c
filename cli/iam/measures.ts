import { BlockList, isIP } from "node:net";
import { hasUnknown, unknownsIn } from "../policy/unknown";
import type { TextSet } from "./text-set";
import { DEPENDS, NO, YES } from "./truth";

/** Reads the values of an operator. */
export type Compile = (values: readonly string[], variables: boolean) => TextSet;

/** Numbers and dates; several values are alternatives. */
export function measured(read: (text: string) => number, holds: (value: number, wanted: number) => boolean): Compile {
  return (values) => {
    const written = values.filter((value) => !hasUnknown(value));
    const known = written.map(read);
    const unread = written.filter((_, index) => Number.isNaN(known[index]));
    const unknowns = [...values.flatMap((value) => unknownsIn(value)), ...unread.map(unreadable)];
    return {
      test: (text) => {
        const value = read(text);
        if (known.some((wanted) => holds(value, wanted))) return YES;
        return unknowns.length > 0 ? DEPENDS : NO;
      },
      dependsOn: () => unknowns,
      withoutValue: () => [],
    };
  };
}

/** How it is said of a value that it has not the form that its operator asks for. */
function unreadable(value: string): string {
  return `what AWS makes of ${JSON.stringify(value)}, which its operator cannot compare`;
}

/** A number in decimal; `NaN` for anything else that JavaScript would read as one, such as an empty text. */
export function numberOf(text: string): number {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/** A date, with the zone of a time: without one it would be that of this machine. */
const MOMENT = /^\d{4}-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?$/i;

/** A date in seconds since 1970, or in the form of ISO 8601. */
export function momentOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return MOMENT.test(text) ? Date.parse(text) : Number.NaN;
}

const FAMILIES: Readonly<Record<number, { readonly name: "ipv4" | "ipv6"; readonly bits: number } | undefined>> = {
  4: { name: "ipv4", bits: 32 },
  6: { name: "ipv6", bits: 128 },
};

/** IP addresses and CIDR ranges. */
export function addresses(values: readonly string[]): TextSet {
  const list = new BlockList();
  const unknowns: string[] = [];
  for (const value of values) {
    const [address = "", bits, ...more] = value.split("/");
    const family = FAMILIES[isIP(address)];
    if (hasUnknown(value)) unknowns.push(...unknownsIn(value));
    else if (family !== undefined && bits === undefined) list.addAddress(address, family.name);
    else if (family !== undefined && more.length === 0 && /^\d{1,3}$/.test(bits ?? "") && Number(bits) <= family.bits)
      list.addSubnet(address, Number(bits), family.name);
    else unknowns.push(unreadable(value));
  }
  return {
    test: (text) => {
      const family = FAMILIES[isIP(text)];
      if (family !== undefined && list.check(text, family.name)) return YES;
      return unknowns.length > 0 ? DEPENDS : NO;
    },
    dependsOn: () => unknowns,
    withoutValue: () => [],
  };
}
