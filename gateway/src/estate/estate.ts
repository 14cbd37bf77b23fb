import type { GatewaySnapshot } from "@plantroom/model/channel/channel.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { Point } from "@plantroom/model/points/point.ts";
import type { SiteClock } from "@plantroom/model/sites/site.ts";
import { type Channel, parseTopic, type Topic } from "@plantroom/model/topics/topics.ts";

/** A device type, ready for looking up what a payload names. */
export interface KnownType {
  readonly id: string;
  readonly points: ReadonlyMap<string, Point>;
  readonly events: ReadonlySet<string>;
}

export interface KnownEquipment {
  readonly key: EquipmentKey;
  readonly site: string;
  readonly id: string;
  readonly clock: SiteClock;
  readonly typeId: string;
  /** Undefined when the snapshot does not carry the type. */
  readonly type: KnownType | undefined;
}

/** A topic of the contract, and the equipment that it names where there is one. */
export interface Route {
  readonly topic: Topic;
  readonly channel: Channel;
  readonly equipment: KnownEquipment | undefined;
}

/** The sites and equipment of a snapshot, by the topics that devices publish to. */
export class Estate {
  readonly version: number;
  readonly #sites: ReadonlySet<string>;
  readonly #equipment: ReadonlyMap<EquipmentKey, KnownEquipment>;
  /** Of known equipment only, so that nobody can make it grow. */
  readonly #routes = new Map<string, Route>();

  constructor(snapshot: Pick<GatewaySnapshot, "version" | "sites" | "equipment" | "deviceTypes">) {
    this.version = snapshot.version;
    const types = new Map(snapshot.deviceTypes.map((type) => [type.id, knownType(type)]));
    const clocks = new Map(snapshot.sites.map((site) => [site.id, site.clock]));
    this.#sites = new Set(clocks.keys());
    this.#equipment = new Map(
      snapshot.equipment.map(({ site, id, type }) => {
        const key = equipmentKey(site, id);
        return [key, { key, site, id, clock: clocks.get(site) ?? "wall", typeId: type, type: types.get(type) }];
      }),
    );
  }

  hasSite(site: string): boolean {
    return this.#sites.has(site);
  }

  find(key: EquipmentKey | undefined): KnownEquipment | undefined {
    return key === undefined ? undefined : this.#equipment.get(key);
  }

  /** Undefined for anything that is not a topic of the contract. */
  route(text: string): Route | undefined {
    const known = this.#routes.get(text);
    if (known) return known;
    const topic = parseTopic(text);
    if (!topic) return undefined;
    const equipment = this.#equipment.get(equipmentKey(topic.site, topic.equipment));
    const route = { topic, channel: topic.channel, equipment };
    if (equipment) this.#routes.set(text, route);
    return route;
  }
}

export const emptyEstate = new Estate({ version: 0, sites: [], equipment: [], deviceTypes: [] });

function knownType(type: DeviceType): KnownType {
  return {
    id: type.id,
    points: new Map(Object.entries(type.points)),
    events: new Set(Object.keys(type.events ?? {})),
  };
}
