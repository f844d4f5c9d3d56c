import { expect } from "chai";
import { reportFormat } from "../../../cli/commands/report-format";
import { refusalOf } from "../../support/thrown";

const FORMATS = ["table", "json", "markdown", "sarif", "html"] as const;

describe("the format of a report", () => {
  for (const [output, format] of [
    ["report.html", "html"],
    ["report.HTML", "html"],
    ["out/report.md", "markdown"],
    ["report.sarif", "sarif"],
    ["report.sarif.json", "sarif"],
    ["report.json", "json"],
    ["report.txt", "table"],
    ["report", "table"],
    ["/dev/stdout", "table"],
    [undefined, "table"],
  ] as const) {
    it(`is ${format} for ${output ?? "no file"}`, () => {
      expect(reportFormat({ output }, FORMATS)).to.equal(format);
    });
  }

  it("is the one that is named, whatever the file is called", () => {
    expect(reportFormat({ format: "json", output: "report.html" }, FORMATS)).to.equal("json");
    expect(reportFormat({ format: "json", output: "report.xyz" }, FORMATS)).to.equal("json");
  });

  it("is refused where the extension belongs to none, with those that are known", () => {
    expect(refusalOf(() => reportFormat({ output: "report.csv" }, FORMATS)).problems).to.deep.equal([
      {
        path: "--output report.csv",
        message: "no format of this command belongs to .csv",
        hint: "end it with .txt, .json, .md, .sarif or .html, or name the format with --format",
      },
    ]);
    expect(reportFormat({ output: "report.csv" }, ["table", "csv"])).to.equal("csv");
  });
});
