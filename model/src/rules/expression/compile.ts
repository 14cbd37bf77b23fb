import type { ASTNode } from "@marcbachmann/cel-js";
import { type Need, runNeed, windowNeed } from "../windows/memory.ts";
import {
  countFunctions,
  previousFunction,
  rateFunction,
  running,
  unchangedFunction,
  windowFunctions,
} from "./environment.ts";
import { spanSeconds } from "./span.ts";

/** A point of the equipment itself or of its parent. */
export interface PointName {
  readonly of: "self" | "parent";
  readonly point: string;
}

/** A function of time in an expression, worked out before it runs and put in as a variable. */
export interface Timed extends PointName {
  readonly variable: string;
  readonly function: string;
  readonly need: Need;
  readonly seconds: number;
}

/** An expression ready to run. */
export interface Compiled {
  /** Throws where it cannot be worked out. */
  readonly run: (context: Record<string, unknown>) => unknown;
  readonly points: readonly PointName[];
  readonly attributes: readonly string[];
  /** Points that it asks of the parts. */
  readonly childPoints: readonly string[];
  readonly timed: readonly Timed[];
}

/** An expression that cannot be read; `at` is the place in its text. */
export class ExpressionError extends Error {
  readonly at: number;
  readonly kind: "expression-syntax" | "expression-type";

  constructor(kind: ExpressionError["kind"], message: string, at: number) {
    super(message);
    this.kind = kind;
    this.at = at;
  }
}

/** The longest expression, in characters. */
export const longestExpression = 2_000;
const timeFunctions: readonly string[] = [...windowFunctions, rateFunction, ...countFunctions, unchangedFunction];
const compiled = new Map<string, Compiled>();
const rememberedExpressions = 1_000;

/** Throws `ExpressionError`. The same text is compiled once. */
export function compile(text: string): Compiled {
  const made = compiled.get(text);
  if (made) return made;
  if (compiled.size >= rememberedExpressions) compiled.clear();
  const one = new Compiler(text).compile();
  compiled.set(text, one);
  return one;
}

class Compiler {
  readonly #text: string;
  readonly #points = new Map<string, PointName>();
  readonly #attributes = new Set<string>();
  readonly #childPoints = new Set<string>();
  readonly #timed: Timed[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  compile(): Compiled {
    if (this.#text.length > longestExpression) {
      throw new ExpressionError("expression-syntax", "the expression is too long", longestExpression);
    }
    const source = this.#write(parse(this.#text), new Set());
    const program = running.parse(source);
    return {
      run: (context) => program(context),
      points: [...this.#points.values()],
      attributes: [...this.#attributes],
      childPoints: [...this.#childPoints],
      timed: this.#timed,
    };
  }

  /** The text of a node with whole numbers as decimals, quotients guarded and functions of time replaced; `bound`: macro names. */
  #write(node: ASTNode, bound: ReadonlySet<string>): string {
    switch (node.op) {
      case "value":
        return typeof node.args === "bigint" ? `${node.args}.0` : this.#text.slice(node.start, node.end);
      case "id":
        this.#name(node.args, bound);
        return node.args;
      case ".":
        return this.#select(node, node.args, bound);
      case "/":
        return `quotient(${this.#write(node.args[0], bound)}, ${this.#write(node.args[1], bound)})`;
      case "call":
        return this.#call(node, node.args, bound);
      case "rcall":
        return this.#method(node.args, bound);
      case "[]":
        return `${this.#write(node.args[0], bound)}[int(${this.#write(node.args[1], bound)})]`;
      case "list":
        return `[${node.args.map((one) => this.#write(one, bound)).join(", ")}]`;
      case "?:": {
        const [test, yes, no] = node.args.map((one) => this.#write(one, bound));
        return `(${test} ? ${yes} : ${no})`;
      }
      case "!_":
        return `!(${this.#write(node.args, bound)})`;
      case "-_":
        return `-(${this.#write(node.args, bound)})`;
      case "map":
      case ".?":
      case "[?]":
        throw new ExpressionError("expression-type", "maps and optional fields have no use here", node.start);
      default:
        return `(${this.#write(node.args[0], bound)} ${node.op} ${this.#write(node.args[1], bound)})`;
    }
  }

  #name(name: string, bound: ReadonlySet<string>): void {
    if (bound.has(name) || name === "parent" || name === "children" || name === "attributes") return;
    this.#points.set(name, { of: "self", point: name });
  }

  #select(node: ASTNode, [target, field]: [ASTNode, string], bound: ReadonlySet<string>): string {
    if (target.op === "id" && target.args === "attributes") {
      this.#attributes.add(field);
      return `attributes.${field}`;
    }
    if (target.op === "id" && target.args === "parent") {
      this.#points.set(`parent.${field}`, { of: "parent", point: field });
      return `parent.${field}`;
    }
    if (target.op === "id" && bound.has(target.args)) {
      this.#childPoints.add(field);
      return `${target.args}.${field}`;
    }
    if (target.op === "[]") {
      this.#childPoints.add(field);
      return `${this.#write(target, bound)}.${field}`;
    }
    throw new ExpressionError("expression-type", `nothing has a field ${field} here`, node.start);
  }

  #call(node: ASTNode, [name, args]: [string, ASTNode[]], bound: ReadonlySet<string>): string {
    if (timeFunctions.includes(name) || name === previousFunction) return this.#overTime(node, name, args);
    return `${name}(${args.map((one) => this.#write(one, bound)).join(", ")})`;
  }

  #method([name, target, args]: [string, ASTNode, ASTNode[]], bound: ReadonlySet<string>): string {
    const [variable] = args;
    // A regular expression can take for ever on a short text.
    if (name === "matches") throw new ExpressionError("expression-type", "matches has no use here", target.start);
    const binds = ["all", "exists", "exists_one", "filter", "map"].includes(name) && variable?.op === "id";
    const inner = binds ? new Set([...bound, variable.args]) : bound;
    const written = args.map((one, i) => (binds && i === 0 ? variable.args : this.#write(one, inner)));
    return `${this.#write(target, bound)}.${name}(${written.join(", ")})`;
  }

  #overTime(node: ASTNode, name: string, [point, span]: ASTNode[]): string {
    const of = point && pointName(point);
    if (of === undefined) {
      const at = point?.start ?? node.start;
      throw new ExpressionError("expression-type", `${name} is of a point of the equipment or of its parent`, at);
    }
    const seconds = name === previousFunction ? 0 : span?.op === "value" ? spanSeconds(String(span.args)) : undefined;
    if (seconds === undefined || (seconds === 0 && name !== previousFunction)) {
      const at = span?.start ?? node.start;
      throw new ExpressionError("expression-type", `${name} needs a length of time such as "10m"`, at);
    }
    const variable = `over_time_${this.#timed.length}`;
    this.#timed.push({ ...of, variable, function: name, seconds, need: needFor(name, of.point, seconds) });
    const key = of.of === "parent" ? `parent.${of.point}` : of.point;
    this.#points.set(key, of);
    return variable;
  }
}

function parse(text: string): ASTNode {
  try {
    return running.parse(text).ast;
  } catch (problem) {
    throw new ExpressionError("expression-syntax", summaryOf(problem), placeOf(problem));
  }
}

function pointName(node: ASTNode): PointName | undefined {
  if (node.op === "id") return { of: "self", point: node.args };
  if (node.op !== ".") return undefined;
  const [target, field] = node.args;
  return target.op === "id" && target.args === "parent" ? { of: "parent", point: field } : undefined;
}

function needFor(name: string, point: string, seconds: number): Need {
  if (name === previousFunction || name === unchangedFunction) return runNeed(point);
  if (name === "changes") return windowNeed(point, seconds, { of: "transitions" });
  if (name === "count") return windowNeed(point, seconds, { of: "samples" });
  return windowNeed(point, seconds);
}

export function summaryOf(problem: unknown): string {
  if (typeof problem === "object" && problem !== null && "summary" in problem) return String(problem.summary);
  return problem instanceof Error ? problem.message : String(problem);
}

export function placeOf(problem: unknown): number {
  const range = typeof problem === "object" && problem !== null && "range" in problem ? problem.range : undefined;
  return typeof range === "object" && range !== null && "start" in range ? Number(range.start) : 0;
}
