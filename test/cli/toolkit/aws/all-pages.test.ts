import { ECRClient, paginateDescribeImages } from "@aws-sdk/client-ecr";
import { IAMClient, paginateListRolePolicies } from "@aws-sdk/client-iam";
import { KMSClient, paginateListGrants } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { allItems } from "../../../../cli/toolkit/aws/all-pages";
import { ask } from "../../../../cli/toolkit/aws/ask";
import { limited } from "../../../../cli/toolkit/aws/limited";
import { refusalOfPromise } from "../../../support/thrown";
import type { FakeAws } from "./fake-aws";
import { fakeSession, startFakeAws } from "./fake-aws";

const ACCOUNT = "111111111111";

/** What the services name the token of the next page, and what they are asked for it with. */
const TOKENS: Readonly<Record<string, readonly [given: string, asked: string]>> = {
  "ecr:DescribeImages": ["nextToken", "nextToken"],
  "kms:ListGrants": ["NextMarker", "Marker"],
  "iam:ListRolePolicies": ["Marker", "Marker"],
};

describe("a list in pages", () => {
  /** Which token follows which; the first page is asked for without one. */
  let next: Readonly<Record<string, string>> = {};
  let aws: FakeAws;
  before(async () => {
    aws = await startFakeAws(({ call, input }) => {
      const [given = "", asked = ""] = TOKENS[call] ?? [];
      const page = (input[asked] as string | undefined) ?? "first";
      const items = {
        imageDetails: [{ imageDigest: page }],
        Grants: [{ GrantId: page }],
        PolicyNames: [page],
      };
      const isLast = next[page] === undefined;
      const more = { Truncated: !isLast, IsTruncated: !isLast };
      return { body: { ...items, ...more, ...(isLast ? {} : { [given]: next[page] }) } };
    });
  });
  after(() => aws.stop());

  const listed = {
    "ecr:DescribeImages": () => {
      const client = limited(new ECRClient(fakeSession(aws.endpoint, ACCOUNT).config), ["DescribeImagesCommand"]);
      const pages = paginateDescribeImages({ client }, { repositoryName: "orders" });
      return allItems(pages, ({ imageDetails }) => imageDetails?.map(({ imageDigest }) => imageDigest));
    },
    "kms:ListGrants": () => {
      const client = limited(new KMSClient(fakeSession(aws.endpoint, ACCOUNT).config), ["ListGrantsCommand"]);
      const pages = paginateListGrants({ client }, { KeyId: "k1" });
      return allItems(pages, ({ Grants }) => Grants?.map(({ GrantId }) => GrantId));
    },
    "iam:ListRolePolicies": () => {
      const client = limited(new IAMClient(fakeSession(aws.endpoint, ACCOUNT).config), ["ListRolePoliciesCommand"]);
      return allItems(paginateListRolePolicies({ client }, { RoleName: "ci" }), ({ PolicyNames }) => PolicyNames);
    },
  };

  for (const [call, list] of Object.entries(listed)) {
    it(`${call}: is read to its end`, async () => {
      next = { first: "b", b: "c", c: "d" };
      expect(await list()).to.deep.equal(["first", "b", "c", "d"]);
      next = {};
      expect(await list()).to.deep.equal(["first"]);
      next = { first: "" };
      expect(await list()).to.deep.equal(["first"]);
    });

    for (const [name, circle] of Object.entries({
      "right away": { first: "b", b: "b" },
      "after others": { first: "b", b: "c", c: "d", d: "b" },
    })) {
      it(`${call}: is refused when its token comes again ${name}, and not taken for whole`, async () => {
        next = circle;
        const before = aws.asked.length;
        const refused = await refusalOfPromise(ask({ path: "orders", call }, list));
        expect(refused.message).to.equal(
          `orders: AWS does not end the list of ${call}: it gave a token for the next page that it had given before\n` +
            "  run it again; where it stays, check the proxy, and AWS_ENDPOINT_URL where it is set",
        );
        expect(aws.asked.length - before).to.equal(Object.keys(circle).length);
      });
    }
  }

  it("tells after each page how many items there are", async () => {
    next = { first: "b" };
    const client = new ECRClient(fakeSession(aws.endpoint, ACCOUNT).config);
    const counts: number[] = [];
    await allItems(
      paginateDescribeImages({ client }, { repositoryName: "orders" }),
      ({ imageDetails }) => imageDetails,
      (count) => counts.push(count),
    );
    expect(counts).to.deep.equal([1, 2]);
  });
});
