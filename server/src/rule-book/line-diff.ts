import type { YamlDiff } from "@plantroom/model/api/types.ts";

/** The fewest lines to take out of one text and put into it to have the other. */
export function lineDiff(before: string, after: string): YamlDiff {
  const [old, now] = [before.trimEnd().split("\n"), after.trimEnd().split("\n")];
  const common = commonLengths(old, now);
  const lines: YamlDiff = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [one, other] = [old[i], now[j]];
    if (one !== undefined && one === other) {
      lines.push({ op: "same", text: one });
      i++;
      j++;
    } else if (other === undefined || (one !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      lines.push({ op: "removed", text: one ?? "" });
      i++;
    } else {
      lines.push({ op: "added", text: other });
      j++;
    }
  }
  return lines;
}

/** Of the ends of both texts from each pair of lines: how many lines they have in common, in order. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = table[i];
      if (row)
        row[j] = old[i] === now[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}

function at(table: readonly Uint32Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
