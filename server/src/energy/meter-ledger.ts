import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { Replacement } from "@plantroom/model/meters/register.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";

export interface ReplacementEntry extends Replacement {
  readonly site: string;
  readonly equipment: string;
  readonly note?: string | undefined;
  readonly by: string;
}

/** What people know of meters that the readings do not say. All in memory; the table is only ever added to. */
export class MeterLedger {
  readonly #database: Database;
  readonly #replacements = new Map<EquipmentKey, Replacement[]>();
  readonly #listeners = new Set<(site: string, equipment: string) => void>();

  private constructor(database: Database) {
    this.#database = database;
  }

  static async load(database: Database): Promise<MeterLedger> {
    const ledger = new MeterLedger(database);
    const columns = ["site", "equipment", "at", "finalReading", "initialReading"] as const;
    for (const { site, equipment, ...replacement } of await database
      .selectFrom("meterReplacements")
      .select(columns)
      .execute()) {
      ledger.#keep(equipmentKey(site, equipment), replacement);
    }
    return ledger;
  }

  /** In order of time. */
  replacements(site: string, equipment: string): readonly Replacement[] {
    return this.#replacements.get(equipmentKey(site, equipment)) ?? [];
  }

  /** Throws `already-exists` for a second exchange of a meter at the same time. */
  async add({ site, equipment, note, by, ...replacement }: ReplacementEntry, enteredAt: Instant): Promise<void> {
    const { at } = replacement;
    if (this.replacements(site, equipment).some((one) => one.at === at)) {
      throw new Problem("already-exists", { what: "replacement", id: `${site}/${equipment}` });
    }
    await this.#database
      .insertInto("meterReplacements")
      .values({ site, equipment, ...replacement, note: note ?? null, by, enteredAt })
      .execute();
    this.#keep(equipmentKey(site, equipment), replacement);
    for (const listener of this.#listeners) listener(site, equipment);
  }

  /** Called after each entry. */
  onChange(listener: (site: string, equipment: string) => void): void {
    this.#listeners.add(listener);
  }

  #keep(key: EquipmentKey, replacement: Replacement): void {
    const list = [...(this.#replacements.get(key) ?? []), replacement];
    this.#replacements.set(
      key,
      list.sort((a, b) => a.at - b.at),
    );
  }
}
