import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Detection } from "@plantroom/model/rules/detect.ts";
import type { Latest } from "@plantroom/model/rules/inputs.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database, DatabaseTransaction } from "../database/database.ts";
import { chunksOf } from "../database/keyset.ts";
import type { EquipmentState, WatchedSite } from "./equipment-state.ts";
import type { WatchedRule } from "./watched-rule.ts";

const judge = "judge";

/** Where the judge stands; see the table. */
export interface Progress {
  readonly position: JournalPosition;
  readonly latestPosition: JournalPosition;
  readonly memoryPosition: JournalPosition | null;
  readonly wall: Instant;
}

export async function loadProgress(database: Database): Promise<Progress> {
  const row = await database.selectFrom("judges").selectAll().where("name", "=", judge).executeTakeFirst();
  return row ?? { position: 0, latestPosition: 0, memoryPosition: null, wall: 0 };
}

export async function saveProgress(transaction: DatabaseTransaction, progress: Progress): Promise<void> {
  await transaction
    .insertInto("judges")
    .values({ name: judge, ...progress })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(progress))
    .execute();
}

export async function loadSites(database: Database, sites: ReadonlyMap<string, WatchedSite>): Promise<void> {
  for (const row of await database.selectFrom("judgedSites").selectAll().execute()) {
    const site = sites.get(row.site);
    if (site?.clock !== "device") continue;
    site.run = row.run ?? undefined;
    site.time = row.time ?? undefined;
    const ended: Record<string, Instant> = JSON.parse(row.endedRuns);
    for (const [run, at] of Object.entries(ended)) site.endedRuns.set(run, at);
  }
}

export async function saveSites(transaction: DatabaseTransaction, sites: Iterable<WatchedSite>): Promise<void> {
  for (const { id: site, run, time, endedRuns } of sites) {
    const row = { run: run ?? null, time: time ?? null, endedRuns: JSON.stringify(Object.fromEntries(endedRuns)) };
    await transaction
      .insertInto("judgedSites")
      .values({ site, ...row })
      .onConflict((conflict) => conflict.column("site").doUpdateSet(row))
      .execute();
  }
}

export interface DetectionRow {
  readonly site: string;
  readonly equipment: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly detection: Detection;
}

export async function loadDetections(database: Database): Promise<DetectionRow[]> {
  const rows = await database.selectFrom("detections").selectAll().execute();
  return rows.map(({ document, ...row }) => ({ ...row, detection: JSON.parse(document) }));
}

export async function saveDetections(transaction: DatabaseTransaction, moved: Iterable<WatchedRule>): Promise<void> {
  const rows = [...moved].map(({ rule, owner, detection }) => ({
    site: owner.site.id,
    equipment: owner.id,
    rule: rule.id,
    ruleVersion: rule.version,
    idle: detection.phase === "idle",
    document: JSON.stringify(detection),
  }));
  for (const { site, equipment, rule } of rows.filter(({ idle }) => idle))
    await forget(transaction, site, equipment, rule);
  const kept = rows.filter(({ idle }) => !idle).map(({ idle: _idle, ...row }) => row);
  for (const chunk of chunksOf(kept)) {
    await transaction
      .insertInto("detections")
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(["site", "equipment", "rule"])
          .doUpdateSet(({ ref }) => ({ ruleVersion: ref("excluded.ruleVersion"), document: ref("excluded.document") })),
      )
      .execute();
  }
}

/** The rule is idle there, or has no subject. */
export async function forget(database: Database, site: string, equipment: string, rule: string): Promise<void> {
  await database
    .deleteFrom("detections")
    .where("site", "=", site)
    .where("equipment", "=", equipment)
    .where("rule", "=", rule)
    .execute();
}

/** What is kept of an equipment's latest values; points as tuples, since there are thousands. */
interface LatestDocument {
  readonly heardAt?: Instant | undefined;
  readonly online?: boolean | undefined;
  readonly backSince?: Instant | undefined;
  readonly freshUntil?: Instant | undefined;
  readonly points: Readonly<Record<string, readonly [Instant, Instant, Latest["value"], Latest["quality"]]>>;
}

/** Rows of equipment that is gone are dropped. */
export async function loadLatest(
  database: Database,
  find: (site: string, equipment: string) => EquipmentState | undefined,
): Promise<void> {
  for (const { site, equipment, document } of await database.selectFrom("latest").selectAll().execute()) {
    const state = find(site, equipment);
    if (!state) {
      await database.deleteFrom("latest").where("site", "=", site).where("equipment", "=", equipment).execute();
      continue;
    }
    const kept: LatestDocument = JSON.parse(document);
    state.heardAt = kept.heardAt;
    state.online = kept.online;
    state.backSince = kept.backSince;
    state.freshUntil = kept.freshUntil;
    for (const [point, [at, receivedAt, value, quality]] of Object.entries(kept.points)) {
      state.points.set(point, { at, receivedAt, value, quality });
    }
  }
}

export async function saveLatest(transaction: DatabaseTransaction, dirty: Iterable<EquipmentState>): Promise<void> {
  const rows = [...dirty].map((state) => ({
    site: state.site.id,
    equipment: state.id,
    document: JSON.stringify(documentOf(state)),
  }));
  for (const chunk of chunksOf(rows)) {
    await transaction
      .insertInto("latest")
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(["site", "equipment"]).doUpdateSet(({ ref }) => ({ document: ref("excluded.document") })),
      )
      .execute();
  }
}

function documentOf({ heardAt, online, backSince, freshUntil, points }: EquipmentState): LatestDocument {
  const tuples = [...points].map(([point, { at, receivedAt, value, quality }]) => [
    point,
    [at, receivedAt, value, quality] as const,
  ]);
  return { heardAt, online, backSince, freshUntil, points: Object.fromEntries(tuples) };
}
