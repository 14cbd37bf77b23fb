/** Site and equipment ids as they stand in topics and paths. */
export const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;
/** Point keys as they stand in payloads. */
export const pointPattern = /^[a-z][a-z0-9_]{0,62}$/;

/** Equipment is known by its site and its own id; the key joins both for maps. */
export type EquipmentKey = `${string}/${string}`;

export function equipmentKey(site: string, equipment: string): EquipmentKey {
  return `${site}/${equipment}`;
}
