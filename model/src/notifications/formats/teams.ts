import type { Wording } from "../message.ts";
import { joinedWithin, unmarked } from "./bounded.ts";

/** Microsoft Teams, "when a webhook request is received" of Workflows: one Adaptive Card. */
export function teamsBody({ title, lines, link, priority }: Wording) {
  const block = (text: string, more: object = {}) => ({ type: "TextBlock", text, wrap: true, ...more });
  const colour = priority === "critical" ? "Attention" : priority === "high" ? "Warning" : "Default";
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            block(unmarked(title), { weight: "Bolder", size: "Medium", color: colour }),
            ...lines.map((line) => block(joinedWithin([unmarked(line)], 2_000), { spacing: "Small" })),
          ],
          actions: link ? [{ type: "Action.OpenUrl", title: link.label, url: link.url }] : [],
        },
      },
    ],
  };
}
