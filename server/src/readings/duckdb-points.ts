import type { DuckDBConnection } from "@duckdb/node-api";
import type { SeriesKey } from "./store.ts";
import { type ValueKind, valueKinds } from "./value-kind.ts";

export interface KnownPoint {
  readonly number: number;
  readonly kinds: ReadonlySet<ValueKind>;
}

interface NewPoint extends SeriesKey {
  readonly number: number;
  readonly kind: ValueKind;
}

/** Numbers of points, all in memory. New ones are known once the transaction that stored them is committed. */
export class PointNumbers {
  #bySite = new Map<string, Map<string, Map<string, KnownPoint>>>();
  #next = 0;

  /** From the columns of the table `points`. */
  load([numbers, sites, equipment, points, kinds]: readonly (readonly unknown[])[]): void {
    for (const [i, number] of (numbers ?? []).entries()) {
      this.#add({
        number: Number(number),
        site: String(sites?.[i]),
        equipment: String(equipment?.[i]),
        point: String(points?.[i]),
        kind: valueKinds[Number(kinds?.[i])] ?? "number",
      });
    }
  }

  find({ site, equipment, point }: SeriesKey): KnownPoint | undefined {
    return this.#bySite.get(site)?.get(equipment)?.get(point);
  }

  /** By number, those of all points. */
  keys(): ReadonlyMap<number, SeriesKey> {
    const found = new Map<number, SeriesKey>();
    for (const [site, ofSite] of this.#bySite)
      for (const [equipment, ofEquipment] of ofSite)
        for (const [point, { number }] of ofEquipment) found.set(number, { site, equipment, point });
    return found;
  }

  ofEquipment(site: string, equipment: string): readonly KnownPoint[] {
    return [...(this.#bySite.get(site)?.get(equipment)?.values() ?? [])];
  }

  /** For one batch: numbers known and new; `commit` keeps the new ones. */
  draft(): PointDraft {
    return new PointDraft(this, this.#next, (added) => {
      for (const one of added) this.#add(one);
    });
  }

  #add({ site, equipment, point, number, kind }: NewPoint): void {
    const ofSite = this.#bySite.getOrInsertComputed(site, () => new Map());
    const ofEquipment = ofSite.getOrInsertComputed(equipment, () => new Map<string, KnownPoint>());
    const known = ofEquipment.get(point);
    ofEquipment.set(point, { number, kinds: new Set([...(known?.kinds ?? []), kind]) });
    this.#next = Math.max(this.#next, number + 1);
  }
}

export class PointDraft {
  readonly #known: PointNumbers;
  readonly #keep: (added: Iterable<NewPoint>) => void;
  readonly #added = new Map<string, NewPoint>();
  readonly #numbers = new Map<string, number>();
  #next: number;

  constructor(known: PointNumbers, next: number, keep: (added: Iterable<NewPoint>) => void) {
    this.#known = known;
    this.#next = next;
    this.#keep = keep;
  }

  number(key: SeriesKey, kind: ValueKind): number {
    const known = this.#known.find(key);
    if (known?.kinds.has(kind)) return known.number;
    const name = `${key.site}/${key.equipment}/${key.point}`;
    const number = known?.number ?? this.#numbers.getOrInsertComputed(name, () => this.#next++);
    const { site, equipment, point } = key;
    this.#added.getOrInsertComputed(`${name} ${kind}`, () => ({ site, equipment, point, number, kind }));
    return number;
  }

  async store(writer: DuckDBConnection): Promise<void> {
    if (this.#added.size === 0) return;
    const appender = await writer.createAppender("points");
    for (const { number, site, equipment, point, kind } of this.#added.values()) {
      appender.appendInteger(number);
      for (const name of [site, equipment, point]) appender.appendVarchar(name);
      appender.appendUTinyInt(valueKinds.indexOf(kind));
      appender.endRow();
    }
    appender.closeSync();
  }

  commit(): void {
    this.#keep(this.#added.values());
  }
}
