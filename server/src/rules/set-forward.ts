import { delayedBy } from "@plantroom/model/rules/detection.ts";
import { type Milliseconds, minute } from "@plantroom/model/time.ts";
import { type Detector, runsByWall } from "./detector.ts";
import type { WatchedEstate } from "./watched-estate.ts";

/**
 * The wall clock was set forward: no time has passed. What is known of receipts and of running delays moves with it, or every delay
 * would end at once and everything would count as silent. The devices' own times stay as they are.
 */
export function setForward(estate: WatchedEstate, detector: Detector, by: Milliseconds): void {
  const later = (at: number | undefined) => (at === undefined ? undefined : at + by);
  for (const site of estate.sites.values()) {
    site.listeningSince = later(site.listeningSince);
    for (const equipment of site.equipment.values()) {
      equipment.heardAt = later(equipment.heardAt);
      equipment.backSince = later(equipment.backSince);
      equipment.freshUntil = later(equipment.freshUntil);
      // By less, a window has a small hole; by more, it would tell of a time in which nothing was watched.
      if (site.clock === "wall" && by >= minute) equipment.memory.clear();
      for (const [point, latest] of equipment.points) {
        equipment.points.set(point, { ...latest, receivedAt: latest.receivedAt + by });
      }
      for (const watched of equipment.rules.filter(runsByWall)) {
        watched.dueAt = undefined;
        if (watched.detection.phase === "idle") continue;
        watched.detection = delayedBy(watched.detection, by);
        detector.moved.add(watched);
      }
    }
  }
}
