import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Instant } from "../time.ts";

/** The newest sample of a point, as rules see it. */
export interface Latest {
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/** What a rule may look at; read-only, of one equipment. */
export interface Inputs {
  latest(point: string): Latest | undefined;
  attribute(name: string): AttributeValue | undefined;
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
}
