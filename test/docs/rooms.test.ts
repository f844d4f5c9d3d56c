import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { blocksOf } from "./pages";

const ROOT = join(__dirname, "..", "..");
/** Folders of `cli/` that hold no sources of a room: the command's first line, and what the build writes. */
const NO_ROOMS = ["bin", "dist"];

interface Rooms {
  readonly CORE_ROOMS: readonly string[];
  readonly CLI_ROOMS: readonly string[];
}

/** The rooms of the picture, in its order, by the house above them. */
function pictured(): Readonly<Record<string, readonly string[]>> {
  const picture = blocksOf("ARCHITECTURE.md").find(({ text }) => text.startsWith("shared/ "))?.text ?? "";
  const houses = picture.split("\n\n").map((house) => house.trimEnd().split("\n"));
  return Object.fromEntries(
    houses.map(([house = "", ...rooms]) => [house.split(" ")[0], rooms.map((room) => room.trim().split(/ {2,}/)[0])]),
  ) as Record<string, string[]>;
}

function foldersOf(house: string): readonly string[] {
  const entries = readdirSync(join(ROOT, house), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !NO_ROOMS.includes(entry.name)).map(({ name }) => name);
}

describe("the rooms", () => {
  let rooms: Readonly<Record<string, readonly string[]>>;

  before(async () => {
    const url = pathToFileURL(join(ROOT, "scripts", "rooms.mjs")).href;
    const { CORE_ROOMS, CLI_ROOMS } = (await import(url)) as Rooms;
    rooms = { "shared/": CORE_ROOMS, "cli/": CLI_ROOMS };
  });

  it("are pictured in ARCHITECTURE.md as lint holds them, in this order", () => {
    expect(pictured()).to.deep.equal(rooms);
  });

  for (const house of ["shared/", "cli/"]) {
    it(`are the folders of ${house}, no more and no fewer`, () => {
      expect(rooms[house]).to.have.members(foldersOf(house));
    });
  }
});
