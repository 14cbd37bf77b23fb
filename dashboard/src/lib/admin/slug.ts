import { idPattern } from "@plantroom/model/identity.ts";

/** An id as topics can hold it, from a name: `Lift A 3` becomes `lift-a-3`. Empty where the name has no Latin letter or digit. */
export function idFrom(name: string): string {
  const id = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64)
    .replace(/-+$/, "");
  return idPattern.test(id) ? id : "";
}

/** The same, and not one that is taken: `lift-a-3-2`. */
export function freeIdFrom(name: string, taken: (id: string) => boolean): string {
  const id = idFrom(name);
  if (id === "" || !taken(id)) return id;
  for (let count = 2; ; count++) {
    const next = `${id.slice(0, 60)}-${count}`;
    if (!taken(next)) return next;
  }
}
