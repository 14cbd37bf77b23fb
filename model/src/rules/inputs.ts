import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Instant } from "../time.ts";
import type { Baseline } from "./baseline.ts";
import type { PointMemory } from "./windows/memory.ts";

/** The newest sample of a point, as rules see it. */
export interface Latest {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/** What can be known of one equipment by its values alone. */
export interface Readable {
  latest(point: string): Latest | undefined;
  attribute(name: string): AttributeValue | undefined;
  /** Windows and runs of its points; without it they are unknown. */
  readonly memory?: PointMemory | undefined;
}

/** What a rule may look at; read-only, of one equipment. */
export interface Inputs extends Readable {
  /** When anything was last received of the equipment; undefined before the first message. */
  readonly heardAt: Instant | undefined;
  /**
   * Since when anything of it could have been heard: the start of the judge, the return of its gateway. Silence is counted from
   * here at the earliest, so that a restart raises nothing by itself.
   */
  readonly listeningSince?: Instant | undefined;
  readonly online: boolean | undefined;
  /** The gateway in front of the equipment is lost: what depends on being heard is not judged (`parent-comm-loss`). */
  readonly gatewayLost: boolean;
  /** IANA zone of calendars and hours of the week; UTC where it says nothing. */
  readonly timeZone?: string | undefined;
  readonly parent?: Readable | undefined;
  readonly children?: readonly Readable[] | undefined;
  /** Equipment of the same type under the same parent, without this one. */
  readonly siblings?: readonly Readable[] | undefined;
  /** The usual of a point by the hour of the week; undefined where none was made. */
  baseline?(point: string, weeks: number): Baseline | undefined;
}
