import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { JournalPosition, PresenceEntry, SamplesEntry, SampleTuple } from "@plantroom/model/journal/entry.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Quality } from "@plantroom/model/quality.ts";
import type { Baseline } from "@plantroom/model/rules/baseline.ts";
import type { Latest } from "@plantroom/model/rules/inputs.ts";
import { PointMemory } from "@plantroom/model/rules/windows/memory.ts";
import type { AttributeValue, Equipment } from "@plantroom/model/sites/equipment.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Baselines } from "./baselines.ts";
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
  parent: EquipmentState | undefined;
  children: readonly EquipmentState[] = [];
  siblings: readonly EquipmentState[] = [];
  readonly points = new Map<string, Latest>();
  /** Windows and runs of its points, as its rules and its relatives' need them. */
  readonly memory = new PointMemory();
  /** Something was remembered since the memory was last kept … */
  hasToRemember = false;
  /** … which was with every entry of the journal before here. */
  keptAt: JournalPosition = 0;
  heardAt: Instant | undefined;
  online: boolean | undefined;
  /** Its gateway came back then: silence counts from there. */
  backSince: Instant | undefined;
  /** Until when what it reported counts as fresh: the newest report plus twice its interval; wall clock. */
  freshUntil: Instant | undefined;

  rules: readonly WatchedRule[] = [];
  /** Rules that a sample of a point concerns: its own, and those of relatives that ask for it. */
  readonly byPoint = new Map<string, WatchedRule[]>();
  hearing: readonly WatchedRule[] = [];
  linked: readonly WatchedRule[] = [];
  /** Points with a new value since the live feed last asked. */
  readonly touched = new Set<string>();

  readonly #baselines: Baselines;

  constructor(site: WatchedSite, equipment: Equipment, type: DeviceType | undefined, baselines: Baselines) {
    this.#baselines = baselines;
    this.site = site;
    this.id = equipment.id;
    this.equipment = equipment;
    this.type = type;
  }

  unwire(): void {
    this.byPoint.clear();
  }

  /** Samples of these points concern the rule. */
  wire(points: readonly string[], watched: WatchedRule): void {
    for (const point of points) {
      const list = this.byPoint.get(point);
      if (list === undefined) this.byPoint.set(point, [watched]);
      else if (!list.includes(watched)) list.push(watched);
    }
  }

  latest(point: string): Latest | undefined {
    return this.points.get(point);
  }

  attribute(name: string): AttributeValue | undefined {
    return this.equipment.attributes?.[name];
  }

  get timeZone(): string {
    return this.site.timeZone;
  }

  baseline(point: string, weeks: number): Baseline | undefined {
    return this.#baselines.get(this.site.id, this.id, point, weeks);
  }

  get listeningSince(): Instant | undefined {
    const since = this.site.listeningSince;
    if (since === undefined || this.backSince === undefined) return since ?? this.backSince;
    return Math.max(since, this.backSince);
  }

  get gatewayLost(): boolean {
    return this.gateway?.online === false;
  }

  /** Takes a sample as the newest of its point; false for history, which moves nothing. A sample is remembered once. */
  take([point, at, value, quality = "good"]: SampleTuple, receivedAt: Instant, isRemembered = false): boolean {
    const known = this.points.get(point);
    if (!isRemembered) this.#remember(point, at, value, quality, receivedAt);
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

  /** History too: windows reach back. At the wall's clock nothing is remembered of a time that is still to come. */
  #remember(point: string, at: Instant, value: PointValue, quality: Quality, receivedAt: Instant): void {
    if (this.memory.isEmpty) return;
    const time = this.site.clock === "wall" ? Math.min(at, receivedAt) : at;
    if (this.memory.take(point, time, value, quality)) this.hasToRemember = true;
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
    this.memory.clear();
    this.hasToRemember = true;
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
