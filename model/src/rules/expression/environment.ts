import { Environment } from "@marcbachmann/cel-js";
import { builtInDeviceTypes } from "../../device-types/catalogue.ts";
import type { DeviceType } from "../../device-types/device-type.ts";
import type { Point } from "../../points/point.ts";

/*
 * The names of an expression: each point of the equipment by its own (`discharge_pressure`), `attributes.rated_current`,
 * `parent.flow`, `children` (a list: `children.filter(c, c.running).size() >= 2`), and functions of windows.
 * Numbers are decimals, states of an enumeration strings.
 */

/** Functions of a point over time. `figure`: what of the window they are; all of them take a number or a boolean. */
export const windowFunctions = ["mean", "min", "max", "sum", "deviation"] as const;
/** `rate(flow, "10m")`: change per second over the window. */
export const rateFunction = "rate";
/** `count(pressure, "1h")`: samples. `changes(running, "1h")`: how often the value changed. */
export const countFunctions = ["count", "changes"] as const;
/** `unchanged(running, "30s")`: whether the value has been the same for so long. */
export const unchangedFunction = "unchanged";
/** `previous(mode)`: the value before the last change. */
export const previousFunction = "previous";

const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 8 };

/** Whole and decimal numbers mix in every operator, as people write them. */
function withMixedNumbers(environment: Environment): Environment {
  const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": quotient,
    "%": (a, b) => a % b,
  };
  for (const [left, right] of [
    ["double", "int"],
    ["int", "double"],
  ]) {
    for (const [sign, work] of Object.entries(operators)) {
      environment.registerOperator(`${left} ${sign} ${right}`, (a: number, b: number) => work(Number(a), Number(b)));
    }
  }
  environment.registerOperator("double % double", (a: number, b: number) => a % b);
  // Holds for both orders.
  environment.registerOperator("int == double", (a: unknown, b: unknown) => Number(a) === Number(b));
  return environment;
}

/** A division by zero is an expression that could not be worked out, never an infinity that lies above every limit. */
export function quotient(a: number, b: number): number {
  if (Number(b) === 0) throw new RangeError("division by zero");
  return Number(a) / Number(b);
}

/** Runs an expression whose windows were replaced by variables; names have the kind that their values have. */
export const running: Environment = withMixedNumbers(new Environment({ unlistedVariablesAreDyn: true, limits }))
  .registerFunction("quotient(dyn, dyn): double", quotient)
  .registerFunction("abs(dyn): double", (value: number) => Math.abs(Number(value)));

/** Checks what people write against a device type. */
export function checking(type: DeviceType): Environment {
  const environment = withMixedNumbers(new Environment({ limits }));
  environment.registerType("Relative", { fields: relativeFields() });
  environment.registerType("Attributes", {
    fields: Object.fromEntries(Object.keys(type.attributes ?? {}).map((name) => [name, "dyn"])),
  });
  environment.registerVariable("parent", "Relative");
  environment.registerVariable("children", "list<Relative>");
  environment.registerVariable("attributes", "Attributes");
  for (const [name, point] of Object.entries(type.points)) environment.registerVariable(name, celType(point));
  for (const kind of ["double", "bool"]) {
    for (const name of [...windowFunctions, rateFunction]) {
      environment.registerFunction(`${name}(${kind}, string): double`, () => 0);
    }
  }
  for (const kind of ["double", "bool", "string"]) {
    for (const name of countFunctions) environment.registerFunction(`${name}(${kind}, string): double`, () => 0);
    environment.registerFunction(`${unchangedFunction}(${kind}, string): bool`, () => false);
    environment.registerFunction(`${previousFunction}(${kind}): ${kind}`, (value: unknown) => value);
  }
  for (const kind of ["double", "int"]) environment.registerFunction(`abs(${kind}): double`, (value: number) => value);
  return environment;
}

function celType(point: Point): "double" | "bool" | "string" {
  return point.kind === "number" ? "double" : point.kind === "boolean" ? "bool" : "string";
}

/** Parents and parts can be of any type: every point that some type has; of different kinds in different types, any kind. */
function relativeFields(): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { points } of builtInDeviceTypes as readonly DeviceType[]) {
    for (const [name, point] of Object.entries(points)) {
      const kind = celType(point);
      fields[name] = fields[name] === undefined || fields[name] === kind ? kind : "dyn";
    }
  }
  return fields;
}
