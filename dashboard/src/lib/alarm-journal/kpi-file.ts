/** Tells spreadsheet programs that the text is UTF-8. */
const byteOrderMark = "\uFEFF";

/** A table as CSV (RFC 4180); no text is taken for a formula by a spreadsheet program. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
}

function written(cell: string | number | null): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
