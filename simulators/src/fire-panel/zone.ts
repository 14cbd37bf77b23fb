import type { PointValue } from "@plantroom/model/points/point.ts";
import { isDue, type Playing, secondsOf } from "../faults/course.ts";
import { Random, relax, seedOf, wobble } from "../random.ts";

export interface Zone {
  /** What each clean detector's chamber shows, %/m; dust makes some show more than others. */
  readonly detectors: readonly number[];
  /** The detector that fumes have reached, and the obscuration they add, %/m. */
  readonly fumed: number;
  readonly fumes: number;
  /** The common drift of the zone's detectors, %/m. */
  readonly drift: number;
  readonly inFire: number;
  readonly inFault: number;
}

/** %/m at which a detector reports fire. */
const alarmObscuration = 5;
/** Steam and dust stay well below; a few times a day somewhere in the house. */
const nuisancesPerDay = 1.2;
/** Seconds between the first detector in the smoke and each further one. */
const spreadSeconds = 75;
const mostInFire = 4;

export function initialZone(id: string, detectors: number, seed: number): Zone {
  const random = new Random(seedOf(id, seed));
  return {
    detectors: Array.from({ length: detectors }, () => 0.06 + 0.18 * random.next() ** 3),
    fumed: 0,
    fumes: 0,
    drift: 0,
    inFire: 0,
    inFault: 0,
  };
}

export interface ZoneFaults {
  /** Ids of the faults that are played in this zone. */
  readonly smoke?: string | undefined;
  readonly failure?: string | undefined;
}

export function stepZone(zone: Zone, dt: number, faults: ZoneFaults, playing: Playing, random: Random): Zone {
  const elapsed = faults.smoke === undefined ? undefined : playing[faults.smoke];
  const drift = wobble(zone.drift, dt, 300, 0.015, random);
  const inFault = faults.failure !== undefined && isDue(faults.failure, playing) ? 1 : 0;
  if (faults.smoke !== undefined && elapsed !== undefined) {
    const fumes = smouldering(zone, dt, faults.smoke, elapsed);
    const since = elapsed - secondsOf(faults.smoke);
    const inFire =
      fumes + cleanest(zone) >= alarmObscuration
        ? Math.min(mostInFire, 1 + Math.floor(Math.max(0, since) / spreadSeconds))
        : 0;
    return { ...zone, fumes, drift, inFire, inFault };
  }
  const nuisance = zone.fumes < 0.02 && random.next() < (nuisancesPerDay * dt) / 86_400;
  return {
    ...zone,
    fumed: nuisance ? random.pick(zone.detectors.length) : zone.fumed,
    fumes: nuisance ? random.between(0.3, 1.1) : relax(zone.fumes, 0, dt, zone.fumes > 2 ? 8 : 90),
    drift,
    inFire: 0,
    inFault,
  };
}

/** Smoke grows by the same factor each second until the first detector answers, and then no further than the instrument shows. */
function smouldering(zone: Zone, dt: number, fault: string, elapsed: number): number {
  const target = alarmObscuration + 0.05 - cleanest(zone);
  const now = Math.max(0.05, zone.fumes);
  const remaining = secondsOf(fault) - 0.5 - (elapsed - dt);
  if (remaining > dt && now < target) return now * (target / now) ** (dt / remaining);
  return Math.min(14, Math.max(target, now) * 1.02 ** dt);
}

function cleanest(zone: Zone): number {
  return zone.detectors[zone.fumed] ?? 0;
}

/** The zone shows its worst detector, %/m. */
function obscurationOf(zone: Zone): number {
  let worst = 0;
  zone.detectors.forEach((own, n) => {
    worst = Math.max(worst, own + (n === zone.fumed ? zone.fumes : 0));
  });
  return Math.max(0, worst + zone.drift);
}

export function zoneReadings(zone: Zone): Record<string, PointValue> {
  return {
    fire: zone.inFire > 0,
    fault: zone.inFault > 0,
    manual_call_point: false,
    devices_in_fire: zone.inFire,
    disabled_count: 0,
    smoke_obscuration: obscurationOf(zone),
  };
}
