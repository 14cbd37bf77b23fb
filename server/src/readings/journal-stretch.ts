import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { JournalFrame, JournalReader } from "../journal/reader.ts";

/** Where nothing comes for so long, nothing stands: the reader of a journal itself waits for ever. */
const patience: Milliseconds = 5 * second;

export interface Stretch {
  readonly journal: JournalReader;
  readonly clock: Clock;
  readonly from: JournalPosition;
  readonly to: JournalPosition;
  readonly signal: AbortSignal;
}

/** The frames of `[from, to)` that the journal still holds, and then an end. */
export async function* stretchOf({ journal, clock, from, to, signal }: Stretch): AsyncGenerator<JournalFrame> {
  if (from >= to) return;
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const end = () => ending.abort();
  let cancel = clock.after(patience, end);
  try {
    for await (const frame of journal.read(from, either)) {
      cancel();
      if (frame.position >= to) return;
      yield frame;
      if (frame.next >= to || either.aborted) return;
      cancel = clock.after(patience, end);
    }
  } finally {
    cancel();
    ending.abort();
  }
}
