import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import type { Page, WebSocketRoute } from "playwright-core";

/** An event of Socket.IO as it stands on the wire: `42["name",…]`, with the number of its answer in front of the bracket. */
const event = /^42(\d*)(\[.*\])$/s;
/** Answers to what was added; the server counts from 0 and never comes so far. */
const ownAnswers = 1_000_000;

/** Stands between a page and the live feed of a real server, and adds alarms to what it tells. */
export class FeedTap {
  #page: WebSocketRoute | undefined;
  readonly #alarms: readonly AlarmView[];
  /** The page's newest delta of each site; what was added makes it run ahead of the server's. */
  readonly #last = new Map<string, number>();
  readonly #ahead = new Map<string, number>();
  #answer = ownAnswers;
  readonly #answered: (() => void)[] = [];

  private constructor(alarms: readonly AlarmView[]) {
    this.#alarms = alarms;
  }

  /** Before the page is opened; `alarms` stand in the first snapshot of their site beside its own. */
  static async on(page: Page, alarms: readonly AlarmView[] = []): Promise<FeedTap> {
    const tap = new FeedTap(alarms);
    await page.routeWebSocket(/\/socket\.io\//, (route) => {
      const server = route.connectToServer();
      tap.#page = route;
      server.onMessage((message) => route.send(tap.#toPage(String(message))));
      route.onMessage((message) => {
        if (!tap.#isOwnAnswer(String(message))) server.send(message);
      });
    });
    return tap;
  }

  /** Tells the page of alarms; resolves when it has applied them. */
  tell(site: string, alarms: readonly AlarmView[]): Promise<void> {
    const seq = (this.#last.get(site) ?? 0) + 1;
    this.#last.set(site, seq);
    this.#ahead.set(site, (this.#ahead.get(site) ?? 0) + 1);
    const delta: LiveDelta = { site, seq, at: Date.now(), alarms };
    const applied = new Promise<void>((resolve) => this.#answered.push(resolve));
    this.#page?.send(`42${this.#answer++}${JSON.stringify(["delta", delta])}`);
    return applied;
  }

  #toPage(message: string): string {
    const [, answer = "", text = ""] = event.exec(message) ?? [];
    if (text === "") return message;
    const [name, body] = JSON.parse(text) as [string, LiveDelta];
    if (name === "snapshot") {
      this.#ahead.set(body.site, 0);
      this.#last.set(body.site, body.seq);
      const own = this.#alarms.filter(({ site }) => site === body.site);
      return write(answer, name, { ...(body as LiveSnapshot), alarms: [...(body.alarms ?? []), ...own] });
    }
    if (name !== "delta") return message;
    const seq = body.seq + (this.#ahead.get(body.site) ?? 0);
    this.#last.set(body.site, seq);
    return write(answer, name, { ...body, seq });
  }

  #isOwnAnswer(message: string): boolean {
    const [, answer] = /^43(\d+)\[/.exec(message) ?? [];
    if (answer === undefined || Number(answer) < ownAnswers) return false;
    this.#answered[Number(answer) - ownAnswers]?.();
    return true;
  }
}

function write(answer: string, name: string, body: unknown): string {
  return `42${answer}${JSON.stringify([name, body])}`;
}
