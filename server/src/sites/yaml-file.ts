import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";

/** One mistake in a file; `line` counts from 1. */
export interface FileFault {
  readonly path: string;
  readonly problem: string;
  readonly line: number;
}

type Path = readonly PropertyKey[];

/** A YAML text as values, with the way back from a value's path to its line. */
export interface YamlFile {
  readonly value: unknown;
  /** What YAML itself could not read; `value` is then not to be used. */
  readonly faults: readonly FileFault[];
  /** The line on which the value at a path stands; of what is missing, the line of what it is missing from. */
  lineOf(path: Path): number;
}

export function readYaml(text: string): YamlFile {
  const lines = new LineCounter();
  // YAML 1.2 core schema: no `yes` as a boolean, no dates, no tags that make objects.
  const document = parseDocument(text, { lineCounter: lines, schema: "core", prettyErrors: false });
  const faults = document.errors.map(({ message, pos }) => ({
    path: "",
    problem: message,
    line: lines.linePos(pos[0]).line,
  }));
  const lineOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = nodeAt(document, path.slice(0, length));
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  if (faults.length > 0) return { value: undefined, faults, lineOf };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), faults, lineOf };
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    return { value: undefined, faults: [{ path: "", problem: reason, line: 1 }], lineOf };
  }
}

/** The key where there is one, since a nested value only begins below it. */
function nodeAt(document: Document, path: Path): Node | undefined {
  const last = path.at(-1);
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (last === undefined) return isNode(parent) ? parent : undefined;
  if (isMap(parent)) {
    const key = parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(last))?.key;
    return isNode(key) ? key : undefined;
  }
  const item = isSeq(parent) ? parent.items[Number(last)] : undefined;
  return isNode(item) ? item : undefined;
}

/** A schema's issues as faults of the file; a key that nobody knows at its own line. */
export function faultsOf(file: YamlFile, error: z.ZodError): FileFault[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => fault(file, [...issue.path, key], `${key} is not known here`))
      : [fault(file, issue.path, issue.message)],
  );
}

export function fault(file: YamlFile, path: Path, problem: string): FileFault {
  return { path: path.map(String).join("."), problem, line: file.lineOf(path) };
}

/** All of them, in order of their lines. */
export function fileInvalid(faults: readonly FileFault[]): Problem {
  const at = [...faults].sort((a, b) => a.line - b.line);
  return new Problem("file-invalid", { count: at.length }, { at });
}
