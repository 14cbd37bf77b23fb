import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { expects, isInScope, type Mode } from "@plantroom/model/alarms/mode.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Supply } from "./supply.ts";

/** Drills, tests and maintenance that run; their time is the wall's, also where a site's clock is a device's. */
export class ModeBook {
  readonly #supply: Supply;
  readonly #running = new Map<string, Mode>();

  constructor(supply: Supply, modes: Iterable<Mode>) {
    this.#supply = supply;
    for (const mode of modes) this.put(mode);
  }

  get(id: string): Mode | undefined {
    return this.#running.get(id);
  }

  all(): Mode[] {
    return [...this.#running.values()];
  }

  runningAt(site: string): Mode[] {
    return [...this.#running.values()].filter((mode) => mode.site === site);
  }

  put(mode: Mode): void {
    if (mode.endedAt === undefined) this.#running.set(mode.id, mode);
    else this.#running.delete(mode.id);
  }

  /** The modes that expect a rule to raise at an equipment; what is only seen as hidden work before what is a rehearsal. */
  covering(site: string, equipment: string, rule: Pick<Rule, "id" | "lifeSafety">): Mode[] {
    if (this.#running.size === 0) return [];
    return this.runningAt(site).filter(
      (mode) => expects(mode, rule) && isInScope(mode, this.#supply.ancestryOf(site, equipment)),
    );
  }

  /** Modes whose time is over. */
  expired(wall: Instant): Mode[] {
    if (this.#running.size === 0) return [];
    return [...this.#running.values()].filter(({ until }) => until <= wall);
  }

  covers(mode: Mode, alarm: Pick<Alarm, "site" | "equipment" | "rule" | "lifeSafety">): boolean {
    return (
      mode.site === alarm.site &&
      expects(mode, { id: alarm.rule, lifeSafety: alarm.lifeSafety }) &&
      isInScope(mode, this.#supply.ancestryOf(alarm.site, alarm.equipment))
    );
  }
}
