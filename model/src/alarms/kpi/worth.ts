import { type AlarmLine, isAnnunciation } from "../line.ts";
import type { AlarmKpis } from "./figures.ts";

/** What people made of alarms: judged, and did something about. A fold over the journal. */
export class Worth {
  readonly #told = new Set<string>();
  readonly #acted = new Set<string>();
  readonly #verified = new Map<string, string>();

  take(line: AlarmLine): void {
    if (isAnnunciation(line)) this.#told.add(line.alarm);
    if (line.by === "system") return;
    if (line.event === "verified") this.#verified.set(line.alarm, String(line.detail?.verification));
    if (isAct(line)) this.#acted.add(line.alarm);
  }

  verified(): AlarmKpis["verified"] {
    const counts = { true: 0, false: 0, nuisance: 0 };
    for (const word of this.#verified.values()) if (word in counts) counts[word as keyof typeof counts]++;
    return counts;
  }

  /** Of the records annunciated, those with a work order or an act of a person. */
  useful(withOrder: ReadonlySet<string>): AlarmKpis["useful"] {
    const useful = this.#told.values().filter((alarm) => this.#acted.has(alarm) || withOrder.has(alarm));
    return { useful: useful.reduce((count) => count + 1, 0), all: this.#told.size };
  }
}

/** More than having seen it: an acknowledgement counts when it says what was done. */
function isAct({ event, note, detail }: AlarmLine): boolean {
  if (event === "acknowledged") return note !== undefined;
  if (event === "verified") return detail?.verification === "true";
  return event === "reset" || event === "commented" || event === "taken-out-of-service";
}
