import { describe, expect, test } from "vitest";
import { readConfiguration, settings } from "./settings.ts";

const all = Object.entries(settings);

describe("the configuration", () => {
  test("without an environment is the defaults", () => {
    expect(readConfiguration({})).toEqual({
      ok: true,
      configuration: Object.fromEntries(all.map(([key, setting]) => [key, setting.default])),
    });
  });

  test("takes what the environment says", () => {
    const read = readConfiguration({ PLANTROOM_HTTP_PORT: "9090", PLANTROOM_DEMO: "1", HOME: "/root" });
    expect(read).toMatchObject({ ok: true, configuration: { httpPort: "9090", demo: "1", mqttPort: "1883" } });
  });

  test.each([
    ["PLANTROOM_HTTP_PORT", "http"],
    ["PLANTROOM_HTTP_PORT", "65536"],
    ["PLANTROOM_HTTP_PORT", "-1"],
    ["PLANTROOM_HTTP_PORT", "80.5"],
    ["PLANTROOM_HTTP_PORT", " "],
    ["PLANTROOM_DEMO", "yes"],
    ["PLANTROOM_RETENTION_DAYS", "0"],
    ["PLANTROOM_RETENTION_DAYS", "long"],
    ["PLANTROOM_JOURNAL_URL", "journal"],
  ])("%s=%j is one sentence that names it", (name, value) => {
    const read = readConfiguration({ [name]: value });
    expect(read).toEqual({
      ok: false,
      problems: [expect.stringMatching(new RegExp(`^${name} must .*"${value}"\\.$`))],
    });
  });

  test("takes an empty value for none", () => {
    expect(readConfiguration({ PLANTROOM_HTTP_PORT: "", PLANTROOM_READINGS_URL: "" })).toEqual(readConfiguration({}));
  });

  test("tells every mistake at once", () => {
    const read = readConfiguration({ PLANTROOM_HTTP_PORT: "x", PLANTROOM_MQTT_PORT: "y" });
    expect(read).toMatchObject({ ok: false, problems: { length: 2 } });
  });

  test.each(all.map(([, setting]) => [setting.name, setting] as const))(
    "%s stands once and has a text",
    (name, setting) => {
      expect(all.filter(([, one]) => one.name === name)).toHaveLength(1);
      expect(setting.text).toMatch(/\.$/);
      expect(setting.programs).not.toEqual([]);
    },
  );
});
