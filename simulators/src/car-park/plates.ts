import type { Random } from "../random.ts";

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A made-up plate in the shape of Taiwan's: three letters, four digits. */
export function newPlate(random: Random): string {
  const letter = () => letters[random.pick(letters.length)] ?? "A";
  return `${letter()}${letter()}${letter()}-${String(1_000 + random.pick(9_000))}`;
}
