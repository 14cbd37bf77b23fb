import type { PresenceEntry } from "@plantroom/model/journal/entry.ts";
import { type Instant, second } from "@plantroom/model/time.ts";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log.ts";
import { Presence } from "./presence.ts";
import { PresenceFile } from "./presence-file.ts";

const saveAfter = second;

export interface KeptPresence {
  readonly presence: Presence;
  /** Waits until the journal has taken every change so far. */
  save(): Promise<void>;
}

/** Presence that goes to the journal with each change, and into a file from which the next run begins. */
export async function keepPresence(
  path: string,
  journal: Journal,
  clock: () => Instant,
  log: Log,
): Promise<KeptPresence> {
  const file = new PresenceFile(path);
  let due: NodeJS.Timeout | undefined;
  let saving = Promise.resolve();
  const write = async () => {
    const remembered = { position: journal.end, online: presence.online };
    // A change that the journal did not take was told to nobody; the next run must not believe that it was.
    await journal.flush();
    due = undefined;
    await file
      .save(remembered)
      .catch((cause: Error) => log.warn({ problem: cause.message }, "presence cannot be kept on disk"));
  };
  const save = () => {
    clearTimeout(due);
    saving = saving.then(write);
    return saving;
  };
  const presence = new Presence(clock, (entry: PresenceEntry) => {
    journal.append(JSON.stringify(entry));
    due ??= setTimeout(save, saveAfter);
  });
  presence.restore(await file.load((from) => journal.read(from), journal.newestStart));
  return { presence, save };
}
