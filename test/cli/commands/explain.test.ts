import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topology } from "../../../examples/hub-and-spoke/topology";
import { runCli } from "../support/run-cli";

describe("ecr-kms check --explain", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecr-kms-explain-"));
    writeFileSync(join(folder, "topology.json"), JSON.stringify(topology));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const explain = (...words: readonly string[]) => runCli(["check", "topology.json", "--explain", ...words], folder);
  const [repository = ""] = Object.keys(topology.repositories);

  it("names the key that is yet to be made, and no id that stands for it", () => {
    const { code, stdout } = explain("cicd-role", repository, "push");
    expect(code).to.equal(0);
    expect(stdout).to.include("on the key of this topology: ");
    expect(stdout).not.to.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
    expect(stdout).not.to.include("nearly");
  });

  it("understands the words of the report", () => {
    const account = "444455556666";
    const opened = { ...topology, repositories: { [repository]: { pull: [account] } } };
    writeFileSync(join(folder, "account.json"), JSON.stringify(opened));
    const asked = (...words: readonly string[]) => runCli(["check", "account.json", "--explain", ...words], folder);
    const shown = `administrators of ${account}`;
    for (const [word, operation] of [
      ["create", "create-repository"],
      ["delete", "delete-repository"],
      ["key-admin", "administer-key"],
      ["pull", "pull"],
    ] as const)
      expect(asked(shown, repository, word))
        .to.deep.equal(asked(account, repository, operation))
        .and.to.include({ code: 0 });
  });

  for (const format of ["json", "markdown", "sarif", "html"])
    it(`is text, and no ${format}`, () => {
      const { code, stdout, stderr } = explain("cicd-role", repository, "push", "--format", format);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(/--explain: is shown as text only, not as /);
    });

  const refused: readonly (readonly [words: readonly string[], says: RegExp])[] = [
    [["cicd-rol", repository, "push"], /there is no principal "cicd-rol"\n {2}did you mean cicd-role\?/],
    [["cicd-role", repository.slice(1), "push"], /there is no repository "[^"]*"\n {2}did you mean /],
    [["cicd-role", "zzzzzzzzzz", "push"], /there is no repository "zzzzzzzzzz"\n {2}There are /],
    [
      ["__proto__", "__proto__", "__proto__"],
      /no principal "__proto__"[^]*no repository "__proto__"[^]*no operation "__/,
    ],
    [["", "", ""], /the principal is missing[^]*the repository is missing[^]*the operation is missing/],
    [["constructor", repository, "toString"], /no principal "constructor"[^]*no operation "toString"/],
    [["arn:aws:iam::111111111111:role/c*", repository, "push"], /a pattern is no row\n {2}Write /],
    [
      ["arn:aws:sts::111111111111:assumed-role/cicd-role/x", repository, "push"],
      /a session is no row, its role is\n {2}Write /,
    ],
    [["o-zzzzzzzzzz", repository, "push"], /no repository policy lets in its members by aws:PrincipalOrgID/],
    [
      [`principals of ${topology.registryAccountId} that no input holds`, repository, "pull"],
      /are no row, and have no answer of their own to explain\n {2}IAM policies of their own account alone may let them in/,
    ],
    [["lambda.amazonaws.com", repository, "pull-by-lambda"], /a service has a row for each resource or account/],
  ];
  for (const [words, says] of refused)
    it(`says what is wrong with ${JSON.stringify(words)}`, () => {
      const { code, stdout, stderr } = explain(...words);
      expect([code, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(says);
      expect(stderr).not.to.match(/\n {4}at /);
    });
});
