import { movedBack } from "@plantroom/model/rules/detection.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import { type Detector, runsByWall } from "./detector.ts";
import type { WatchedEstate } from "./watched-estate.ts";

/**
 * The wall clock was set back: what was known of a time that is now to come is of now. Without this, samples would count as
 * history and delays would stand still until the clock has made it up.
 */
export function setBack(estate: WatchedEstate, detector: Detector, by: Milliseconds, now: Instant): void {
  const atMost = (at: Instant | undefined) => (at === undefined ? undefined : Math.min(at, now));
  const earlier = (at: Instant | undefined) => (at === undefined ? undefined : at - by);
  for (const site of estate.sites.values()) {
    for (const equipment of site.equipment.values()) {
      equipment.heardAt = atMost(equipment.heardAt);
      equipment.backSince = atMost(equipment.backSince);
      equipment.freshUntil = earlier(equipment.freshUntil);
      // What windows hold is of a time that is still to come.
      if (site.clock === "wall") equipment.memory.clear();
      for (const [point, latest] of equipment.points) {
        const receivedAt = Math.min(latest.receivedAt, now);
        const at = site.clock === "wall" ? Math.min(latest.at, now) : latest.at;
        equipment.points.set(point, { ...latest, at, receivedAt });
      }
      for (const watched of equipment.rules.filter(runsByWall)) {
        watched.dueAt = undefined;
        if (watched.detection.phase === "idle") continue;
        watched.detection = movedBack(watched.detection, by);
        detector.moved.add(watched);
      }
    }
  }
}
