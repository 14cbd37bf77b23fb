/** Of lines the first that fit into so many bytes of UTF-8, joined; at least the beginning of the first. */
export function joinedWithin(lines: readonly string[], bytes: number): string {
  const encoder = new TextEncoder();
  let text = "";
  for (const line of lines) {
    const longer = text === "" ? line : `${text}\n${line}`;
    if (encoder.encode(longer).length > bytes) return text === "" ? cutTo(line, bytes) : text;
    text = longer;
  }
  return text;
}

function cutTo(line: string, bytes: number): string {
  let text = "";
  const encoder = new TextEncoder();
  let left = bytes;
  for (const letter of line) {
    left -= encoder.encode(letter).length;
    if (left < 0) return text;
    text += letter;
  }
  return text;
}

/** Marks of Markdown and mentions in a name become their full-width likeness: a name is text wherever it is shown. */
export function unmarked(text: string): string {
  return text.replaceAll(/[<>[\]`*]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) + 0xfee0));
}
