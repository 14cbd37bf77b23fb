import { describe, expect, test } from "vitest";
import { builtInDeviceTypes } from "../device-types/catalogue.ts";
import { idPattern } from "../identity.ts";
import { isTimeZone } from "../meters/calendar.ts";
import { checkTree } from "../sites/equipment.ts";
import { strayCharacters } from "../vocabulary.ts";
import { demoEquipment, demoSites, harbourCourt } from "./estate.ts";
import { demoFaults } from "./faults.ts";

const typeOf = (id: string) => builtInDeviceTypes.find((type) => type.id === id);

describe.each(demoSites.map((site) => [site.id, site] as const))("the site %s", (id, site) => {
  test("has a sound tree", () => {
    expect(checkTree(demoEquipment.filter((one) => one.site === id))).toEqual([]);
  });

  test("has a zone that exists", () => {
    expect(isTimeZone(site.timeZone)).toBe(true);
  });
});

describe.each(demoEquipment.map((one) => [`${one.site}/${one.id}`, one] as const))("%s", (_, one) => {
  test("has an id for topics, a type that exists, and attributes that its type knows", () => {
    expect(one.id).toMatch(idPattern);
    const type = typeOf(one.type);
    expect(type).toBeDefined();
    expect(Object.keys(one.attributes ?? {}).filter((key) => !type?.attributes?.[key])).toEqual([]);
  });

  test("has its names in their scripts", () => {
    const { "zh-Hant": hant = "", "zh-Hans": hans = "" } = one.names ?? {};
    expect(hant && hans).not.toBe("");
    expect(strayCharacters({ en: one.name, "zh-Hant": hant, "zh-Hans": hans })).toEqual([]);
  });
});

describe.each(demoFaults.map((fault) => [fault.id, fault] as const))("the fault %s", (id, fault) => {
  test("stands once and breaks equipment that exists", () => {
    expect(demoFaults.filter((one) => one.id === id)).toHaveLength(1);
    const ofSite = demoEquipment.filter(({ site }) => site === harbourCourt.id).map((one) => one.id);
    expect(ofSite).toContain(fault.equipment);
    expect(ofSite).toContain(fault.raises.equipment);
  });

  test("has its labels in their scripts", () => {
    expect(strayCharacters(fault.label)).toEqual([]);
  });
});
