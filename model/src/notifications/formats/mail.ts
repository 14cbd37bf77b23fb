import type { Wording } from "../message.ts";

/** A mail as plain text and as HTML with everything escaped. */
export function mailOf({ title, lines, link }: Wording) {
  const text = [title, "", ...lines, ...(link ? ["", `${link.label}: ${link.url}`] : [])].join("\n");
  const items = lines.map((line) => `<p style="margin:0 0 4px">${escaped(line)}</p>`).join("");
  const anchor = link ? `<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>` : "";
  const html = `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif"><h1 style="font-size:18px">${escaped(title)}</h1>${items}${anchor}</body></html>`;
  return { subject: title, text, html };
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? "");
}
