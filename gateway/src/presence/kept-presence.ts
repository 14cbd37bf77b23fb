import type { PresenceEntry } from "@plantroom/model/journal/entry.ts";
import { type Instant, second } from "@plantroom/model/time.ts";
import type { Journal } from "../journal/journal.ts";
import type { Log } from "../log.ts";
import { Presence } from "./presence.ts";
import { PresenceFile } from "./presence-file.ts";

const saveAfter = second;

export interface KeptPresence {
  readonly presence: Presence;
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
  let saving: NodeJS.Timeout | undefined;
  const save = async () => {
    clearTimeout(saving);
    saving = undefined;
    await file
      .save({ position: journal.end, online: presence.online })
      .catch((cause: Error) => log.warn({ problem: cause.message }, "presence cannot be kept on disk"));
  };
  const presence = new Presence(clock, (entry: PresenceEntry) => {
    journal.append(JSON.stringify(entry));
    saving ??= setTimeout(save, saveAfter);
  });
  presence.restore(await file.load((from) => journal.read(from), journal.newestStart));
  return { presence, save };
}
