import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Point } from "@plantroom/model/points/point.ts";
import { code, page, table } from "./markdown.ts";

export function deviceTypesPage(): string {
  const shown = builtInDeviceTypes.filter(({ hidden }) => !hidden);
  return page(
    "Device types",
    "The types that come with Plantroom. A value outside the range is kept as `uncertain`; outside the normal band it is good, and a matter for rules.",
    ...shown.map(section),
  );
}

function section(type: DeviceType): string {
  const points = Object.entries(type.points).map(([id, point]) => [
    code(id),
    point.label.en,
    point.label["zh-Hant"],
    kindOf(point),
    rangeOf(point),
    normalOf(point),
    `${point.intervalSeconds} s`,
  ]);
  const named = (entries: readonly (readonly [string, string])[]) =>
    entries.map(([id, label]) => `${code(id)} (${label})`).join(", ");
  const lines = [
    `${code(type.id)} · ${type.label["zh-Hant"]} · ${type.label["zh-Hans"]}${type.brick ? ` · Brick ${code(type.brick)}` : ""}`,
    points.length > 0 ? table(["Point", "Meaning", "繁體中文", "Kind", "Range", "Normal", "Every"], points) : "",
    type.metering ? `Meters ${type.metering.medium} by ${code(type.metering.point)}.` : "",
    type.events ? `Events: ${named(Object.entries(type.events).map(([id, text]) => [id, text.en]))}.` : "",
    type.commands ? `Commands: ${named(Object.entries(type.commands).map(([id, { label }]) => [id, label.en]))}.` : "",
    type.attributes ? `Attributes: ${named(Object.entries(type.attributes).map(([id, text]) => [id, text.en]))}.` : "",
  ];
  return [`## ${type.label.en}`, ...lines.filter((line) => line !== "")].join("\n\n");
}

function kindOf(point: Point): string {
  switch (point.kind) {
    case "number":
      return point.register ? `register${point.unit ? `, ${point.unit}` : ""}` : point.unit || "number";
    case "boolean":
      return `${point.states.false.en} / ${point.states.true.en}`;
    case "enum":
      return Object.keys(point.options).map(code).join(" ");
    case "text":
      return `text, at most ${point.maxLength}`;
  }
}

function rangeOf(point: Point): string {
  return point.kind === "number" ? `${point.range[0]} – ${point.range[1]}` : "";
}

function normalOf(point: Point): string {
  switch (point.kind) {
    case "number":
      return point.normal ? `${point.normal[0]} – ${point.normal[1]}` : "";
    case "boolean":
      return point.normal === undefined ? "" : point.states[`${point.normal}`].en;
    case "enum":
      return point.normal?.map(code).join(" ") ?? "";
    case "text":
      return "";
  }
}
