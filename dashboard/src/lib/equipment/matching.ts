import type { EquipmentView } from "@plantroom/model/api/types.ts";

/** Equipment in which every word of the text stands: in its id, its names, its place, or what `wordsOf` adds. */
export function matching<T extends Pick<EquipmentView, "id" | "type" | "name" | "names" | "space">>(
  list: readonly T[],
  text: string,
  wordsOf: (one: T) => readonly string[],
): readonly T[] {
  const asked = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return list;
  return list.filter((one) => {
    const all = [one.id, one.type, one.name, ...Object.values(one.names ?? {}), one.space ?? "", ...wordsOf(one)]
      .join(" ")
      .toLowerCase();
    return asked.every((word) => all.includes(word));
  });
}
