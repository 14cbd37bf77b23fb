import type { Named } from "../text.ts";

/**
 * `wall`: judged by the time of day. `device`: judged by the latest time received in the current replay run, for replay and
 * accelerated simulation.
 */
export type SiteClock = "wall" | "device";

/** A property: the unit of order, of ownership and of scale. */
export interface Site extends Named {
  readonly id: string;
  /** IANA zone of every bucket and time that people see. */
  readonly timeZone: string;
  readonly clock: SiteClock;
  /** ISO 4217; of every cost at this site. */
  readonly currency: string;
  readonly address?: string | undefined;
  /** The tariff of each medium: its id in the tariff list. */
  readonly tariffs?: Readonly<Partial<Record<"electricity" | "water" | "gas" | "heat", string>>> | undefined;
}
