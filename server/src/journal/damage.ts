import type { Logger } from "pino";
import { Counter, type Registry } from "prom-client";
import type { JournalDamage } from "./reader.ts";

/** Damage is counted and told; each consumer that meets it counts it once. */
export function damageReport(log: Pick<Logger, "error">, registry: Registry): (damage: JournalDamage) => void {
  const skipped = new Counter({
    name: "plantroom_journal_damaged_bytes_total",
    help: "Bytes of the journal that a reader could not believe and skipped",
    registers: [registry],
  });
  return (damage) => {
    skipped.inc(damage.to - damage.from);
    log.error(damage, "the journal is damaged here; what stood there is skipped");
  };
}
