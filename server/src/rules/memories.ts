import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { EquipmentState } from "./equipment-state.ts";
import type { Judge } from "./judge.ts";
import type { WatchedEstate } from "./watched-estate.ts";

/** With one checkpoint so many are kept at most, those first that were kept the longest ago: no commit becomes a long one. */
const keptAtOnce = 25;

/** What this checkpoint keeps; where a run has begun, everything: what came before it is of another time. */
export function memoriesToKeep({ toKeep, newRuns }: Judge): readonly EquipmentState[] {
  if (newRuns.size > 0) return [...toKeep];
  if (toKeep.size <= keptAtOnce) return [...toKeep];
  return [...toKeep].sort((a, b) => a.keptAt - b.keptAt).slice(0, keptAtOnce);
}

/** From where the journal has to be read again for what is not kept. */
export function keptFrom(
  toKeep: ReadonlySet<EquipmentState>,
  kept: readonly EquipmentState[],
  position: JournalPosition,
): JournalPosition {
  if (kept.length === toKeep.size) return position;
  const now = new Set(kept);
  let from = position;
  for (const one of toKeep) if (!now.has(one)) from = Math.min(from, one.keptAt);
  return from;
}

export async function saveMemories(
  transaction: DatabaseTransaction,
  kept: readonly EquipmentState[],
  position: JournalPosition,
): Promise<void> {
  const rows = kept.map(({ site, id, memory }) => ({
    ...{ site: site.id, equipment: id, position, document: JSON.stringify(memory.keep()) },
  }));
  for (const chunk of chunksOf(rows)) {
    await transaction
      .insertInto("memories")
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(["site", "equipment"])
          .doUpdateSet(({ ref }) => ({ position: ref("excluded.position"), document: ref("excluded.document") })),
      )
      .execute();
  }
}

/** What has no row has nothing to remember of before `from`. Rows of equipment that is gone are dropped. */
export async function loadMemories(database: Database, estate: WatchedEstate, from: JournalPosition): Promise<void> {
  for (const { equipment } of estate.sites.values()) for (const one of equipment.values()) one.keptAt = from;
  for (const row of await database.selectFrom("memories").selectAll().execute()) {
    const state = estate.equipment(row.site, row.equipment);
    if (state) {
      state.keptAt = row.position;
      state.memory.restore(JSON.parse(row.document));
    } else {
      const { site, equipment } = row;
      await database.deleteFrom("memories").where("site", "=", site).where("equipment", "=", equipment).execute();
    }
  }
}
