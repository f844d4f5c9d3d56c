import type { CloudTrailEvent, Json } from "../cloudtrail-event";
import { itemsOf, jsonAt, jsonIn, textValue } from "./json-at";
import type { Condition, Expression } from "./language";

/** An expression made ready. */
export type Evaluated = (event: CloudTrailEvent, item: Json | undefined) => string | null;
/** A condition made ready. */
export type Tested = (event: CloudTrailEvent, item: Json | undefined) => boolean;

/** An expression as a function of a record. */
export function evaluator(expression: Expression): Evaluated {
  switch (expression.op) {
    case "text":
      return (event) => textValue(jsonAt(event, expression.path));
    case "item":
      return (_, item) => textValue(jsonAt(item, expression.path));
    case "inside": {
      const of = evaluator(expression.of);
      return (event, item) => textValue(jsonAt(jsonIn(of(event, item)), expression.path));
    }
    case "resource":
      return resourceFinder(new RegExp(expression.pattern));
    case "literal":
      return () => expression.value;
    case "first": {
      const all = expression.of.map(evaluator);
      return (event, item) => {
        for (const each of all) {
          const found = each(event, item);
          if (found !== null) return found;
        }
        return null;
      };
    }
    case "match": {
      const of = evaluator(expression.of);
      const pattern = new RegExp(expression.pattern);
      return (event, item) => {
        const searched = of(event, item);
        return searched === null ? null : textValue(pattern.exec(searched)?.[1]);
      };
    }
    case "joined": {
      const all = expression.of.map(evaluator);
      return (event, item) => {
        const parts = all.map((each) => each(event, item));
        return parts.includes(null) ? null : parts.join("");
      };
    }
    case "choose": {
      const cases = expression.cases.map(({ when, then }) => ({ when: tester(when), then: evaluator(then) }));
      const otherwise = expression.otherwise === undefined ? () => null : evaluator(expression.otherwise);
      return (event, item) => (cases.find(({ when }) => when(event, item))?.then ?? otherwise)(event, item);
    }
    case "meaning": {
      const of = evaluator(expression.of);
      const names = new Map(Object.entries(expression.names));
      return (event, item) => names.get(of(event, item) ?? "") ?? null;
    }
  }
}

/** A condition as a function of a record. */
export function tester(condition: Condition): Tested {
  switch (condition.op) {
    case "and": {
      const all = condition.of.map(tester);
      return (event, item) => all.every((each) => each(event, item));
    }
    case "or": {
      const all = condition.of.map(tester);
      return (event, item) => all.some((each) => each(event, item));
    }
    case "not": {
      const negated = tester(condition.of);
      return (event, item) => !negated(event, item);
    }
    case "before":
    case "from":
    case "holds":
    case "is":
    case "matches":
    case "present": {
      const of = evaluator(condition.of);
      const holds = textTester(condition);
      return (event, item) => {
        const found = of(event, item);
        return found !== null && holds(found);
      };
    }
  }
}

function textTester(condition: Exclude<Condition, { op: "and" | "or" | "not" }>): (text: string) => boolean {
  switch (condition.op) {
    case "is": {
      const values = new Set(condition.values);
      return (text) => values.has(text);
    }
    case "matches": {
      const pattern = new RegExp(condition.pattern);
      return (text) => pattern.test(text);
    }
    case "holds":
      return (text) => text.includes(condition.text);
    case "present":
      return () => true;
    case "from":
      return (text) => text >= condition.least;
    case "before":
      return (text) => text < condition.end;
  }
}

function resourceFinder(pattern: RegExp): Evaluated {
  return (event) => {
    for (const each of itemsOf(event["resources"])) {
      const arn = textValue(jsonAt(each, ["ARN"]));
      if (arn !== null && pattern.test(arn)) return arn;
    }
    return null;
  };
}
