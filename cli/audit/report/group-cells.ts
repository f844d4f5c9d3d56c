import type { Group } from "../answer";
import type { Column, Question } from "../question";
import { moment, titleOf } from "./answer-words";
import type { ShortNames } from "./short-names";

/** The columns of groups: those that they are counted by, and three of their own. */
export function groupColumns(question: Question): readonly Pick<Column, "title" | "type">[] {
  return [
    ...question.groupBy.map((name) => ({
      title: titleOf(question, name),
      type: question.columns.find((column) => column.name === name)?.type ?? "text",
    })),
    { title: "Count", type: "number" },
    { title: "First", type: "time" },
    { title: "Last", type: "time" },
  ];
}

/** What stands in the columns of a group. */
export function groupCells(question: Question, group: Group, names: ShortNames): readonly string[] {
  const { values, count, first, last } = group;
  return [
    ...question.groupBy.map((name) => names.of(name, values[name])),
    count.toLocaleString("en"),
    moment(first),
    moment(last),
  ];
}
