/** Metres between two landings. */
export const storey = 3.2;
/** The entrance's landing, counted from the lowest: B2, B1, G. */
export const entrance = 2;
export const ratedSpeed = 2.5;
const acceleration = 0.9;
/** Within this distance of a landing doors may be unlocked, in metres. */
const doorZone = 0.2;

export function nearestLanding(position: number, landings: number): number {
  return Math.min(landings - 1, Math.max(0, Math.round(position / storey)));
}

export function isAtLanding(position: number): boolean {
  return Math.abs(position - Math.round(position / storey) * storey) < 0.005;
}

export function isInDoorZone(position: number, speed: number): boolean {
  return Math.abs(speed) < 0.6 && Math.abs(position - Math.round(position / storey) * storey) <= doorZone;
}

/** The way that a car of this speed needs to stop, in metres. */
export function stoppingDistance(speed: number): number {
  return (speed * speed) / (2 * acceleration);
}

/** The landing at which a car can stop soonest. */
export function landingAhead(position: number, speed: number, landings: number): number {
  if (speed === 0) return nearestLanding(position, landings);
  const stop = position + Math.sign(speed) * (stoppingDistance(speed) - 0.05);
  const landing = speed > 0 ? Math.ceil(stop / storey) : Math.floor(stop / storey);
  return Math.min(landings - 1, Math.max(0, landing));
}

/** One step of a drive towards a position: never faster than `limit`, and slow enough to stop there. Speeds are signed, m/s. */
export function drive(
  position: number,
  speed: number,
  target: number,
  dt: number,
  limit = ratedSpeed,
): { position: number; speed: number } {
  const distance = target - position;
  const towards = Math.sign(distance);
  if (speed * towards < 0) {
    const slower = Math.sign(speed) * Math.max(0, Math.abs(speed) - acceleration * dt);
    return { position: position + slower * dt, speed: slower };
  }
  // From v² = 2a(d - v·dt): after this step the rest of the way is still enough to stop.
  const perStep = acceleration * dt;
  const allowed = Math.sqrt(perStep * perStep + 2 * acceleration * Math.abs(distance)) - perStep;
  const faster = Math.min(Math.abs(speed) + acceleration * dt, allowed, limit);
  if (faster * dt >= Math.abs(distance) || Math.abs(distance) < 0.05) return { position: target, speed: 0 };
  return { position: position + towards * faster * dt, speed: towards * faster };
}
