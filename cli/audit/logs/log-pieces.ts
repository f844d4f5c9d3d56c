import { createReadStream, readFileSync } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip, gunzipSync } from "node:zlib";
import { FETCH_AGAIN_HINT, LogProblem } from "./log-problem";

/** A log on the disk. */
export interface LogFile {
  /** As the user named it, or the folder above it. */
  readonly path: string;
  /** On the disk. */
  readonly size: number;
}

/** Up to here a file is read, and unpacked, in one go; both keep the memory small whatever is in it. */
const LARGEST_READ_AT_ONCE = 2 * 2 ** 20;
const LARGEST_UNPACKED_AT_ONCE = 8 * 2 ** 20;
const PIECE = 2 ** 20;

/** The bytes of a small log at once, unpacked; undefined when it has to be read in pieces. */
export function wholeLog({ path, size }: LogFile): Buffer | undefined {
  if (size > LARGEST_READ_AT_ONCE) return undefined;
  const bytes = orProblem(() => readFileSync(path));
  if (!isGzip(bytes)) return bytes;
  // What gzip writes at the end: the size unpacked. It may lie, and files of several parts tell only the last one's.
  const unpackedSize = bytes.length < 18 ? 0 : bytes.readUInt32LE(bytes.length - 4);
  if (unpackedSize > LARGEST_UNPACKED_AT_ONCE) return undefined;
  try {
    return gunzipSync(bytes, {
      chunkSize: Math.max(unpackedSize + 64, 4096),
      maxOutputLength: LARGEST_UNPACKED_AT_ONCE,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") return undefined;
    throw problemOf(error);
  }
}

/**
 * The bytes of a log of any size, unpacked, in pieces. While one is worked on, the next is unpacked in another thread.
 */
export async function* logPieces({ path }: LogFile): AsyncGenerator<Buffer> {
  try {
    const raw = createReadStream(path, { highWaterMark: PIECE });
    const pieces = (await startsAsGzip(path))
      ? pipeline(raw, createGunzip({ chunkSize: PIECE, readableHighWaterMark: 2 * PIECE } as object), () => undefined)
      : raw;
    for await (const piece of pieces) yield piece as Buffer;
  } catch (error) {
    throw problemOf(error);
  }
}

async function startsAsGzip(path: string): Promise<boolean> {
  for await (const piece of createReadStream(path, { end: 1 })) return isGzip(piece as Buffer);
  return false;
}

/** By its first bytes: a download may have unpacked it and kept its name. */
function isGzip(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function orProblem<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw problemOf(error);
  }
}

const REASONS: Readonly<Record<string, LogProblem>> = {
  Z_BUF_ERROR: new LogProblem("was cut off: its gzip stops in the middle", FETCH_AGAIN_HINT),
  Z_DATA_ERROR: new LogProblem("is damaged: its gzip cannot be unpacked", FETCH_AGAIN_HINT),
  EACCES: new LogProblem(
    "cannot be read: no permission",
    "check its permissions, or leave it out with `skipUnreadable`",
  ),
  EPERM: new LogProblem(
    "cannot be read: no permission",
    "check its permissions, or leave it out with `skipUnreadable`",
  ),
  ENOENT: new LogProblem("is not there any more", "do not change the folder while it is read"),
};

/** What the system says of reading, in words; every other error is passed on. */
export function problemOf(error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (REASONS[code] !== undefined) return REASONS[code];
  if (code.startsWith("Z_")) return REASONS["Z_DATA_ERROR"];
  return syscall === undefined ? error : new LogProblem(`cannot be read: ${code}`, "check the disk that it is on");
}
