import type { ASTNode } from "@marcbachmann/cel-js";
import type { DeviceType } from "../../device-types/device-type.ts";
import { compile, ExpressionError, longestExpression, placeOf, summaryOf } from "./compile.ts";
import { checking, running } from "./environment.ts";

/** What is wrong with an expression; line and column from 1. */
export interface ExpressionProblem {
  readonly code: "expression-syntax" | "expression-type" | "expression-not-boolean" | "expression-too-long";
  readonly detail: string;
  readonly line: number;
  readonly column: number;
}

const environments = new WeakMap<DeviceType, ReturnType<typeof checking>>();

/** The first problem of an expression at a device type; undefined when it can be judged there. */
export function checkExpression(text: string, type: DeviceType): ExpressionProblem | undefined {
  if (text.length > longestExpression) {
    return { code: "expression-too-long", detail: String(longestExpression), line: 1, column: 1 };
  }
  try {
    compile(text);
  } catch (problem) {
    if (!(problem instanceof ExpressionError)) throw problem;
    return { code: problem.kind, detail: problem.message, ...placeIn(text, problem.at) };
  }
  const environment = environments.get(type) ?? checking(type);
  environments.set(type, environment);
  const { written, placeOfWritten } = withDecimals(text);
  const result = environment.check(written);
  if (result.error !== undefined) {
    const at = placeOfWritten(placeOf(result.error));
    return { code: "expression-type", detail: summaryOf(result.error), ...placeIn(text, at) };
  }
  if (result.type === "bool" || result.type === "dyn") return undefined;
  return { code: "expression-not-boolean", detail: result.type ?? "", line: 1, column: 1 };
}

/** Whole numbers written as decimals, as they will be worked out, and the way back from a place in that text. */
function withDecimals(text: string): { written: string; placeOfWritten: (place: number) => number } {
  const ends: number[] = [];
  collectWhole(running.parse(text).ast, ends);
  ends.sort((a, b) => a - b);
  let written = "";
  let from = 0;
  for (const end of ends) {
    written += `${text.slice(from, end)}.0`;
    from = end;
  }
  const placeOfWritten = (place: number) => {
    const before = ends.filter((end, i) => end + i * 2 < place).length;
    return Math.min(text.length, place - before * 2);
  };
  return { written: written + text.slice(from), placeOfWritten };
}

function collectWhole(node: ASTNode, ends: number[]): void {
  if (node.op === "value" && typeof node.args === "bigint") {
    if (/^\d+$/.test(node.input.slice(node.start, node.end))) ends.push(node.end);
    return;
  }
  // The place in a list stays a whole number.
  const parts = node.op === "[]" ? [node.args[0]] : node.args;
  for (const part of nodesIn(parts)) collectWhole(part, ends);
}

function nodesIn(args: unknown): ASTNode[] {
  if (Array.isArray(args)) return args.flatMap(nodesIn);
  return typeof args === "object" && args !== null && "op" in args ? [args as ASTNode] : [];
}

function placeIn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
