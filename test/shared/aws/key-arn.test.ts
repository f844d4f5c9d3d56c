import { expect } from "chai";
import { planHub } from "../../../shared";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, HUB, KEY_ARN, QUIET } from "../fixtures";

const key = (id: string): string => `arn:aws:kms:us-east-1:${HUB}:key/${id}`;

describe("the ARN of an existing key", () => {
  for (const id of ["12345678-1234-1234-1234-123456789012", "ABCDEF12-1234-1234-1234-1234567890ab"])
    it(`may be that of ${id}`, () => {
      expect(() => planHub({ topology: QUIET, keyArn: key(id) })).to.not.throw();
    });

  it("may be that of a multi-Region key, primary or replica", () => {
    const keyArn = key("mrk-1234abcd12ab34cd56ef1234567890ab");
    expect(() => planHub({ topology: QUIET, keyArn })).to.not.throw();
  });

  const refused: readonly [title: string, keyArn: string, findings: readonly ExpectedFinding[]][] = [
    ["an alias", "alias/ecr/registry", [{ code: "INVALID_KEY_ARN", path: "keyArn" }]],
    ["the ARN of an alias", KEY_ARN.replace(/key.*/, "alias/ecr"), [{ code: "INVALID_KEY_ARN", path: "keyArn" }]],
    ["a key id", KEY_ARN.slice(-36), [{ code: "INVALID_KEY_ARN", path: "keyArn" }]],
    [
      "an ARN that was cut off",
      KEY_ARN.slice(0, -1),
      [
        {
          code: "INVALID_KEY_ARN",
          path: "keyArn",
          message:
            '"12345678-1234-1234-1234-12345678901" is not a whole key id, which is a UUID, or mrk- and 32 hexadecimal digits',
        },
      ],
    ],
    [
      "a multi-Region id with hyphens",
      key("mrk-12345678-1234-1234-1234-1234567890"),
      [{ code: "INVALID_KEY_ARN", path: "keyArn" }],
    ],
    ["digits without hyphens", key("12345678123412341234123456789012"), [{ code: "INVALID_KEY_ARN", path: "keyArn" }]],
    [
      "a key of another Region, account and partition, all said at once",
      "arn:aws-cn:kms:eu-west-1:999999999999:key/12345678-1234-1234-1234-123456789012",
      [
        { code: "PARTITION_MISMATCH", path: "keyArn" },
        { code: "KEY_REGION_MISMATCH", path: "keyArn" },
        { code: "KEY_ACCOUNT_MISMATCH", path: "keyArn" },
      ],
    ],
  ];
  for (const [title, keyArn, findings] of refused) {
    it(`is not ${title}`, () => {
      expectFindings(() => planHub({ topology: QUIET, keyArn }), findings);
    });
  }
});
