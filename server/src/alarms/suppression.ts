import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { Mode } from "@plantroom/model/alarms/mode.ts";
import { maySuppress, type SuppressionCause } from "@plantroom/model/alarms/suppression.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import type { Latest } from "@plantroom/model/rules/inputs.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { AlarmBook } from "./book.ts";
import type { ModeBook } from "./mode-book.ts";
import { isSameCause, type Supply } from "./supply.ts";

export interface SuppressionParts {
  readonly supply: Supply;
  readonly alarms: AlarmBook;
  readonly modes: ModeBook;
  /** The rule as it is in force at an equipment. */
  ruleOf(alarm: Pick<Alarm, "site" | "equipment" | "rule">): Rule | undefined;
  latest(site: string, equipment: string, point: string): Latest | undefined;
  isFlooded(site: string): boolean;
}

/** The point that tells whether a machine runs, whatever its type. */
const runningPoint = "running";

/** What hides alarms by design: alarms upstream of them, modes, and machines that stand still. */
export class Suppression {
  readonly #parts: SuppressionParts;
  /** Active alarms that explain others, by `site/equipment`. */
  readonly #sources = new Map<string, Set<string>>();
  /** Open alarms, by each `site/equipment` upstream of theirs. */
  readonly #downstream = new Map<string, Set<string>>();
  readonly #registered = new Map<string, readonly string[]>();

  constructor(parts: SuppressionParts) {
    this.#parts = parts;
  }

  /** Takes over the state of an alarm; answers whether what it explains may have changed. */
  follow(alarm: Alarm): boolean {
    if (alarm.state === "normal") this.#leave(alarm.id);
    else if (!this.#registered.has(alarm.id)) this.#register(alarm);
    if (this.#parts.ruleOf(alarm)?.suppresses === undefined) return this.#drop(alarm);
    const place = placeOf(alarm.site, alarm.equipment);
    const sources = this.#sources.get(place) ?? new Set();
    // Held for coming and going, it explains nothing while its condition is away.
    const is = alarm.regions.active;
    if (is === sources.has(alarm.id)) return false;
    if (is) sources.add(alarm.id);
    else sources.delete(alarm.id);
    if (sources.size > 0) this.#sources.set(place, sources);
    else this.#sources.delete(place);
    return true;
  }

  /** Equipment stands elsewhere than before. */
  relearn(): void {
    for (const id of [...this.#registered.keys()]) this.#leave(id);
    for (const alarm of this.#parts.alarms.open()) this.#register(alarm);
  }

  /** Open alarms that an alarm of this equipment may explain. */
  downstreamOf(site: string, equipment: string): readonly string[] {
    return [...(this.#downstream.get(placeOf(site, equipment)) ?? [])];
  }

  /** All that hides an alarm now, or would if it were raised now. */
  causesOf(alarm: Alarm, at: Instant): SuppressionCause[] {
    const rule = this.#parts.ruleOf(alarm);
    if (!rule) return [];
    const causes = [...this.#fromAlarms(alarm, rule, at), ...this.#fromModes(alarm, rule, at)];
    if (rule.suppressedBy?.includes("equipment-not-running") && this.#standsStill(alarm)) {
      causes.push({ reason: "equipment-not-running", since: at, equipment: alarm.equipment });
    }
    if (alarm.priority === "low" && maySuppress(rule, "low", "flood-mode") && this.#parts.isFlooded(alarm.site)) {
      causes.push({ reason: "flood-mode", since: at });
    }
    return causes.map((cause) => alarm.suppressions?.find((known) => isSameCause(known, cause)) ?? cause);
  }

  #fromAlarms(alarm: Alarm, rule: Rule, since: Instant): SuppressionCause[] {
    const { supply, alarms } = this.#parts;
    const causes: SuppressionCause[] = [];
    if (this.#sources.size === 0) return causes;
    for (const { equipment, reach } of supply.upstreamOf(alarm.site, alarm.equipment)) {
      for (const id of this.#sources.get(placeOf(alarm.site, equipment)) ?? []) {
        const source = alarms.get(id);
        if (!source || source.id === alarm.id || isRehearsed(source, alarm)) continue;
        const suppresses = this.#parts.ruleOf(source)?.suppresses;
        if (!suppresses?.reach.includes(reach)) continue;
        // In a ring of supply one stands for the other, not both for each other.
        if (source.suppressions?.some((cause) => cause.alarm === alarm.id)) continue;
        const { reason } = suppresses;
        if (!maySuppress(rule, alarm.priority, reason, source.priority)) continue;
        if (!causes.some((one) => one.alarm === id))
          causes.push({ reason, since, equipment, alarm: id, rule: source.rule });
      }
    }
    return causes;
  }

  #fromModes(alarm: Alarm, rule: Rule, since: Instant): SuppressionCause[] {
    return this.#parts.modes.covering(alarm.site, alarm.equipment, rule).flatMap((mode: Mode) => {
      const reason = mode.kind === "maintenance" ? "maintenance-mode" : "drill-mode";
      return maySuppress(rule, alarm.priority, reason) ? [{ reason, since, mode: mode.id }] : [];
    });
  }

  #standsStill({ site, equipment }: Alarm): boolean {
    const running = this.#parts.latest(site, equipment, runningPoint);
    return running !== undefined && isJudged(running.quality) && running.value === false;
  }

  #register(alarm: Alarm): void {
    const places = this.#parts.supply
      .upstreamOf(alarm.site, alarm.equipment)
      .map(({ equipment }) => placeOf(alarm.site, equipment));
    for (const place of places) this.#downstream.set(place, (this.#downstream.get(place) ?? new Set()).add(alarm.id));
    this.#registered.set(alarm.id, places);
  }

  #leave(id: string): void {
    for (const place of this.#registered.get(id) ?? []) {
      const alarms = this.#downstream.get(place);
      alarms?.delete(id);
      if (alarms?.size === 0) this.#downstream.delete(place);
    }
    this.#registered.delete(id);
  }

  /** An alarm whose rule explains nothing, or nothing any more. */
  #drop(alarm: Alarm): boolean {
    const place = placeOf(alarm.site, alarm.equipment);
    const sources = this.#sources.get(place);
    const was = sources?.delete(alarm.id) ?? false;
    if (sources?.size === 0) this.#sources.delete(place);
    return was;
  }
}

/** A drill hides nothing that is real. */
function isRehearsed(source: Alarm, alarm: Alarm): boolean {
  return source.mode !== undefined && source.mode.ended === undefined && source.mode.id !== alarm.mode?.id;
}

function placeOf(site: string, equipment: string): string {
  return `${site}/${equipment}`;
}
