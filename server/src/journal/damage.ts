import type { JournalDamageCount } from "@plantroom/model/channel/channel.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Logger } from "pino";
import { Counter, type Registry } from "prom-client";
import type { JournalDamage } from "./reader.ts";

/** Damage that readers met and skipped: told, and counted once whoever else meets it. */
export class MetDamage {
  readonly #log: Pick<Logger, "error">;
  readonly #skipped: Counter;
  readonly #places = new Set<JournalPosition>();
  #bytes = 0;

  constructor(log: Pick<Logger, "error">, registry: Registry) {
    this.#log = log;
    this.#skipped = new Counter({
      name: "plantroom_journal_damaged_bytes_total",
      help: "Bytes of the journal that a reader could not believe and skipped",
      registers: [registry],
    });
  }

  get count(): JournalDamageCount {
    return { places: this.#places.size, bytes: this.#bytes };
  }

  readonly report = (damage: JournalDamage): void => {
    if (this.#places.has(damage.from)) return;
    this.#places.add(damage.from);
    this.#bytes += damage.to - damage.from;
    this.#skipped.inc(damage.to - damage.from);
    this.#log.error(damage, "the journal is damaged here; what stood there is skipped");
  };
}
