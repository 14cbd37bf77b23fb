import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { PresenceEntry, SamplesEntry, SampleTuple } from "@plantroom/model/journal/entry.ts";
import type { Latest } from "@plantroom/model/rules/inputs.ts";
import type { AttributeValue, Equipment } from "@plantroom/model/sites/equipment.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { SiteState } from "./site-state.ts";
import type { RuleOwner, WatchedRule } from "./watched-rule.ts";

/** A sample that took longer from the device's clock to here is history (wall clock). */
const historyAfter: Milliseconds = 10 * minute;
const defaultInterval: Milliseconds = minute;

export type WatchedSite = SiteState<EquipmentState>;

/** What is known of one equipment now; what its rules look at. */
export class EquipmentState implements RuleOwner {
  readonly site: WatchedSite;
  readonly id: string;
  equipment: Equipment;
  type: DeviceType | undefined;
  gateway: EquipmentState | undefined;
  readonly points = new Map<string, Latest>();
  heardAt: Instant | undefined;
  online: boolean | undefined;
  /** Its gateway came back then: silence counts from there. */
  backSince: Instant | undefined;
  /** Until when what it reported counts as fresh: the newest report plus twice its interval; wall clock. */
  freshUntil: Instant | undefined;

  rules: readonly WatchedRule[] = [];
  byPoint: ReadonlyMap<string, readonly WatchedRule[]> = new Map();
  hearing: readonly WatchedRule[] = [];
  linked: readonly WatchedRule[] = [];
  /** Points with a new value since the live feed last asked. */
  readonly touched = new Set<string>();

  constructor(site: WatchedSite, equipment: Equipment, type: DeviceType | undefined) {
    this.site = site;
    this.id = equipment.id;
    this.equipment = equipment;
    this.type = type;
  }

  watch(rules: readonly WatchedRule[]): void {
    const byPoint = new Map<string, WatchedRule[]>();
    for (const one of rules) {
      if (one.dependence.linkOnly) continue;
      for (const point of one.dependence.points) {
        const list = byPoint.get(point);
        if (list) list.push(one);
        else byPoint.set(point, [one]);
      }
    }
    this.rules = rules;
    this.byPoint = byPoint;
    this.hearing = rules.filter(({ dependence }) => dependence.hears);
    this.linked = rules.filter(({ dependence }) => dependence.clock === "wall");
  }

  latest(point: string): Latest | undefined {
    return this.points.get(point);
  }

  attribute(name: string): AttributeValue | undefined {
    return this.equipment.attributes?.[name];
  }

  get listeningSince(): Instant | undefined {
    const since = this.site.listeningSince;
    if (since === undefined || this.backSince === undefined) return since ?? this.backSince;
    return Math.max(since, this.backSince);
  }

  get gatewayLost(): boolean {
    return this.gateway?.online === false;
  }

  /** Takes a sample as the newest of its point; false for history, which moves nothing. */
  take([point, at, value, quality = "good"]: SampleTuple, receivedAt: Instant): boolean {
    const known = this.points.get(point);
    if (this.site.clock === "wall") {
      if (receivedAt - at > historyAfter) return false;
      // Against the times of receipt where a device's clock ran ahead, or its correction would silence it for so long.
      if (known && Math.min(at, receivedAt) < Math.min(known.at, known.receivedAt)) return false;
    } else if (known && at < known.at) return false;
    this.points.set(point, { at, receivedAt, value, quality });
    this.touched.add(point);
    this.#fresh(receivedAt + 2 * this.#interval(point));
    return true;
  }

  /** Whether a message tells of now: at the wall's clock, any of it is not history. */
  isNews({ samples, receivedAt }: SamplesEntry): boolean {
    return this.site.clock === "device" || samples.some(([, at]) => receivedAt - at <= historyAfter);
  }

  /** Something came in, so it is there, whatever its status said last. */
  alive(at: Instant): void {
    this.online = true;
    this.#heard(at);
  }

  /** Its status, or what the broker knows of its connection. */
  see({ online, reason, receivedAt }: PresenceEntry): void {
    this.online = online;
    if (online || reason === "status") this.#heard(receivedAt);
    if (!online) return;
    const intervals = Object.keys(this.type?.points ?? {}).map((point) => this.#interval(point));
    if (intervals.length > 0) this.#fresh(receivedAt + 2 * Math.max(...intervals));
  }

  /** The equipment that speaks through this one. */
  behind(): EquipmentState[] {
    return [...this.site.equipment.values()].filter(({ gateway }) => gateway === this);
  }

  /** A new run begins: what was measured before is of another time. */
  forgetValues(): void {
    this.points.clear();
    this.touched.clear();
    this.freshUntil = undefined;
  }

  #heard(at: Instant): void {
    if (this.heardAt === undefined || at > this.heardAt) this.heardAt = at;
  }

  #fresh(until: Instant): void {
    if (this.freshUntil === undefined || until > this.freshUntil) this.freshUntil = until;
  }

  /** A type that is not known has no intervals; a minute is common. */
  #interval(point: string): Milliseconds {
    const declared = this.type?.points[point];
    return declared ? declared.intervalSeconds * second : defaultInterval;
  }
}
