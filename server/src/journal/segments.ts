import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { segmentPosition } from "@plantroom/model/journal/frame.ts";

/** A file of the journal; `start` is the position of its first byte. */
export interface Segment {
  readonly name: string;
  readonly path: string;
  readonly start: JournalPosition;
}

/** In order of position; none while the gateway has not made the folder. */
export async function listSegments(folder: string): Promise<readonly Segment[]> {
  const names = await readdir(folder).catch(noneWhenMissing);
  return names
    .flatMap((name) => {
      const start = segmentPosition(name);
      return start === undefined ? [] : [{ name, path: join(folder, name), start }];
    })
    .sort((one, other) => one.start - other.start);
}

/** The segment that holds a position; for one before the oldest segment that oldest one. */
export function segmentAt(segments: readonly Segment[], position: JournalPosition): Segment | undefined {
  return segments.findLast(({ start }) => start <= position) ?? segments[0];
}

/** Where the newest segment ends now; 0 for a journal that has not begun. */
export async function endOf(segments: readonly Segment[]): Promise<JournalPosition> {
  const newest = segments.at(-1);
  if (!newest) return 0;
  try {
    return newest.start + (await stat(newest.path)).size;
  } catch (problem) {
    if (isMissing(problem)) return endOf(segments.slice(0, -1)); // given up by the writer after a failed write
    throw problem;
  }
}

function noneWhenMissing(problem: unknown): string[] {
  if (isMissing(problem)) return [];
  throw problem;
}

export function isMissing(problem: unknown): boolean {
  return problem instanceof Error && "code" in problem && problem.code === "ENOENT";
}
