import type { Priority } from "../../alarms/priority.ts";
import type { Wording } from "../message.ts";
import { joinedWithin, unmarked } from "./bounded.ts";

/** WeCom group robot: Markdown of at most 4,096 bytes. */
export function wecomBody({ title, lines, link, priority }: Wording) {
  const colour = priority === "critical" || priority === "high" ? "warning" : "comment";
  const content = joinedWithin(
    [
      `<font color="${colour}">${unmarked(title)}</font>`,
      ...lines.map((line) => `> ${unmarked(line)}`),
      ...(link ? [`[${link.label}](${link.url})`] : []),
    ],
    4_096,
  );
  return { msgtype: "markdown", markdown: { content } };
}

/** DingTalk custom robot: Markdown, whose title is shown in the list of conversations. */
export function dingtalkBody({ title, lines, link }: Wording) {
  const text = joinedWithin(
    [
      `#### ${unmarked(title)}`,
      ...lines.map((line) => `- ${unmarked(line)}`),
      ...(link ? ["", `[${link.label}](${link.url})`] : []),
    ],
    16_000,
  );
  return { msgtype: "markdown", markdown: { title: unmarked(title), text } };
}

const headerColours: Readonly<Record<Priority, string>> = {
  critical: "red",
  high: "orange",
  medium: "yellow",
  low: "turquoise",
};

/** Feishu or Lark custom bot: a card of plain text; `timestamp` and `sign` are added by who knows the secret. */
export function feishuBody({ title, lines, link, priority }: Wording) {
  const plain = (content: string) => ({ tag: "plain_text", content });
  return {
    msg_type: "interactive",
    card: {
      config: { wide_screen_mode: true },
      header: { title: plain(title), template: priority ? headerColours[priority] : "grey" },
      elements: [
        { tag: "div", text: plain(joinedWithin(lines, 16_000)) },
        ...(link
          ? [
              {
                tag: "action",
                actions: [{ tag: "button", text: plain(link.label), url: link.url, type: "primary" }],
              },
            ]
          : []),
      ],
    },
  };
}
