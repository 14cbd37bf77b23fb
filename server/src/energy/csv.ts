/** Tells spreadsheet programs that the text is UTF-8. */
const byteOrderMark = "\uFEFF";
/** RFC 4180. */
const lineEnd = "\r\n";

/** A text of anybody's, or digits that we wrote ourselves. */
export type Cell = string | { readonly digits: string };

/** A table as CSV: texts quoted where they must be, and never taken for a formula by a spreadsheet program. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + rows.map((row) => row.map(written).join(",") + lineEnd).join("");
}

function written(cell: Cell): string {
  if (typeof cell !== "string") return cell.digits;
  // OWASP, "CSV injection": a cell that begins with one of these is run as a formula, full-width ones by East Asian versions.
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
