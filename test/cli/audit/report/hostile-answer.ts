import type { Answer } from "../../../../cli/audit/answer";
import { answerOf, PULLS } from "./sample-answer";

const NASTY = `"><script>window.hacked=1</script><img src=x onerror=window.hacked=1>&amp;`;
const ESCAPES = "curl/8\u001b[2J\u001b]0;title\u0007\u009b31m\u202e\u2066\r\n\t\u0000end";

/** What somebody who calls AWS can write into logs: user agents, names of sessions, tags. */
export const HOSTILE: Answer = {
  ...answerOf(
    [
      NASTY,
      ESCAPES,
      '=HYPERLINK("https://example.com","x")',
      "<!-- rows -->",
      "日本語のエージェント",
      "x".repeat(300),
    ].map((text, index) => ({
      time: `2026-10-0${index + 1}T00:00:00Z`,
      principal: `arn:aws:sts::222222222222:assumed-role/ci/${text}`,
      account: "222222222222",
      repository: text,
      digest: text,
      source_address: "203.0.113.7",
      user_agent: text,
    })),
    { ...PULLS, title: `Who pulled ${NASTY} ${ESCAPES}`, cannotTell: [NASTY + ESCAPES] },
  ),
  source: {
    name: `logs/${NASTY}${ESCAPES}`,
    kind: "logs",
    skipped: [{ path: NASTY + ESCAPES, message: NASTY, hint: ESCAPES }],
    remarks: [NASTY, ESCAPES],
  },
};
