import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { PresenceEntry, PresenceReason } from "@plantroom/model/journal/entry.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** A connection, as far as presence is concerned: what it said is online goes with it. */
export interface Holder {
  /** Equipment that the connection holds online. */
  readonly holds: Set<EquipmentKey>;
}

interface Sight {
  online: boolean;
  /** The connection that said so last; an older one that ends late changes nothing. */
  holder: Holder | undefined;
}

/**
 * What is known of which device is there. Each change is one journal entry, which `onChange` is told; what does not change
 * anything is not told again.
 */
export class Presence {
  readonly #sights = new Map<EquipmentKey, Sight>();
  readonly #awaited = new Set<EquipmentKey>();
  readonly #clock: () => Instant;
  readonly #onChange: (entry: PresenceEntry) => void;

  constructor(clock: () => Instant, onChange: (entry: PresenceEntry) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get online(): EquipmentKey[] {
    return [...this.#sights].flatMap(([key, { online }]) => (online ? [key] : []));
  }

  /** A device's own word on its status topic. */
  said(site: string, equipment: string, online: boolean, holder: Holder | undefined): void {
    const key = equipmentKey(site, equipment);
    if (holder && online) holder.holds.add(key);
    else holder?.holds.delete(key);
    this.#see(key, online, "status", holder);
  }

  /** A connection ended. `will` is the equipment whose last will it left behind. */
  ended(holder: Holder, reason: PresenceReason, will: EquipmentKey | undefined): void {
    for (const key of will === undefined ? holder.holds : new Set([...holder.holds, will])) {
      const other = this.#sights.get(key)?.holder;
      if (other !== undefined && other !== holder) continue;
      this.#see(key, false, reason === "keep-alive" && key === will ? "will" : reason, undefined);
    }
    holder.holds.clear();
  }

  /** Something else was heard from a device: it is there whatever was said last, so that its loss is news again. */
  heard(key: EquipmentKey): void {
    if (this.#awaited.size > 0) this.#awaited.delete(key);
    if (this.#sights.get(key)?.online === false) this.#sights.delete(key);
  }

  /** What the last run knew to be online: it is believed until `giveUp`. */
  restore(online: Iterable<EquipmentKey>): void {
    for (const key of online) {
      this.#sights.set(key, { online: true, holder: undefined });
      this.#awaited.add(key);
    }
  }

  /** Whatever was online in the last run and has not come back is offline. */
  giveUp(): void {
    for (const key of this.#awaited) this.#see(key, false, "gateway-restarted", undefined);
    this.#awaited.clear();
  }

  #see(key: EquipmentKey, online: boolean, reason: PresenceReason, holder: Holder | undefined): void {
    this.#awaited.delete(key);
    const sight = this.#sights.get(key);
    this.#sights.set(key, { online, holder: online ? holder : undefined });
    if (sight?.online === online) return;
    const [site = "", equipment = ""] = key.split("/");
    this.#onChange({ kind: "presence", site, equipment, receivedAt: this.#clock(), online, reason });
  }
}
