import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { iso, type Milliseconds, minute } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { ReadinessCheck } from "../http/readiness.ts";
import type { StoreView } from "../system/system-handlers.ts";
import { placeOf, readState } from "./migration/state.ts";
import type { ReadingStore } from "./store.ts";

export interface StoreChangeOptions {
  readonly database: Database;
  readonly store: Pick<ReadingStore, "position">;
  /** PLANTROOM_READINGS_URL. */
  readonly url: string;
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Which store history went to when the server last ran, and how far; what stayed behind in another before that. */
interface Known {
  readonly place: string;
  readonly position: JournalPosition;
  readonly behind?: { readonly place: string; readonly since: string } | undefined;
}

const fact = "readingsStore";
const every: Milliseconds = 10 * minute;

/** Notices when readings go to another store than before, and nobody moved what lies there: history would look empty without a word. */
export class StoreChange {
  readonly #options: StoreChangeOptions;
  #known: Known;
  #cancel: (() => void) | undefined;

  private constructor(options: StoreChangeOptions, known: Known) {
    this.#options = options;
    this.#known = known;
  }

  /** Before anything is written to the store. */
  static async begin(options: StoreChangeOptions): Promise<StoreChange> {
    const { database, url, dataDirectory, clock, log } = options;
    const row = await database.selectFrom("facts").select("value").where("name", "=", fact).executeTakeFirst();
    const before: Known | undefined = row && JSON.parse(row.value);
    const place = placeOf(url);
    const position = await options.store.position().catch(() => undefined);
    const migration = await readState(dataDirectory);
    const wasMoved = migration?.isDone === true && migration.to === place;
    const behind = wasMoved ? undefined : behindOf(before, place, position, iso(clock.now()));
    const change = new StoreChange(options, { place, position: position ?? 0, behind });
    if (behind) log.warn({ store: place, behind }, change.note());
    await change.remember();
    change.#again();
    return change;
  }

  readonly readiness: ReadinessCheck = { name: "history", reason: () => undefined, note: () => this.note() };

  leftBehind(): StoreView["leftBehind"] {
    const { behind, place } = this.#known;
    return behind && { ...behind, here: place };
  }

  /** What whoever looks for old readings has to know. */
  note(): string | undefined {
    const left = this.leftBehind();
    if (!left) return undefined;
    const { place, here, since } = left;
    return (
      `readings from before ${since} are in ${place}, not in ${here}: stop the server and run ` +
      `npm run migrate-readings -- ${place} ${here}, or with --start-afresh ${here} to leave them there`
    );
  }

  /** How far this store has come: what another has to have before it counts as the same. */
  async remember(): Promise<void> {
    const position = await this.#options.store.position().catch(() => this.#known.position);
    this.#known = { ...this.#known, position };
    const value = JSON.stringify(this.#known);
    await this.#options.database
      .insertInto("facts")
      .values({ name: fact, value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
      .execute();
  }

  async stop(): Promise<void> {
    this.#cancel?.();
    await this.remember();
  }

  #again(): void {
    const { clock, log } = this.#options;
    this.#cancel = clock.after(every, () => {
      this.remember().catch((err: unknown) => log.warn({ err }, "the place of history is not noted"));
      this.#again();
    });
  }
}

function behindOf(
  before: Known | undefined,
  place: string,
  position: JournalPosition | undefined,
  since: string,
): Known["behind"] {
  // Back where it lies, or never left.
  if (before === undefined || before.behind?.place === place) return undefined;
  if (before.place === place) return before.behind;
  const isKept = before.position > 0 && !before.place.startsWith("memory:");
  if (!isKept) return before.behind;
  // The same store under another name, or a copy of it, is as far.
  return position !== undefined && position >= before.position ? before.behind : { place: before.place, since };
}
