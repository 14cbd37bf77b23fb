import type { Wording } from "../message.ts";
import { joinedWithin } from "./bounded.ts";

/** Slack incoming webhook: plain text in blocks, with the title as what is read out. */
export function slackBody({ title, lines, link }: Wording) {
  return {
    text: escaped(title),
    blocks: [
      { type: "header", text: { type: "plain_text", text: joinedWithin([title], 150) } },
      ...(lines.length > 0
        ? [{ type: "section", text: { type: "plain_text", text: joinedWithin(lines, 3_000) } }]
        : []),
      ...(link
        ? [
            {
              type: "actions",
              elements: [{ type: "button", text: { type: "plain_text", text: link.label }, url: link.url }],
            },
          ]
        : []),
    ],
  };
}

/** The three characters that Slack reads as its own in `text`. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
