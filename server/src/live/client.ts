import type { LiveSnapshot } from "@plantroom/model/live/events.ts";
import { liveEventPolicies } from "@plantroom/model/live/events.ts";
import { may } from "@plantroom/model/people/permissions.ts";
import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";
import { maySee } from "../people/person.ts";
import type { SignedIn } from "../people/sessions.ts";
import type { DashboardSocket } from "./access.ts";
import { Pending, portionOf } from "./pending.ts";

/** Who does not answer for so long is disconnected, and comes back to a snapshot. */
const answerWithin: Milliseconds = 10 * second;
/** A site is sent as a whole no more often; who asks sooner waits. */
const snapshotEvery: Milliseconds = second;
/** With more open alarms a snapshot holds the gravest; the others follow it. */
const alarmsPerSnapshot = 2_000;
/** More than a dashboard ever says in a minute. */
const wordsPerMinute = 600;

interface Followed {
  seq: number;
  pending: Pending | undefined;
  wantsSnapshot: boolean;
  snapshotAt: Instant;
}

/** What a snapshot holds before it has a sequence number. */
export type Picture = Omit<LiveSnapshot, "seq">;

/** One dashboard: what it follows, what it has not been told yet, and whether it keeps up. */
export class LiveClient {
  readonly socket: DashboardSocket;
  readonly session: SignedIn;
  readonly #followed = new Map<string, Followed>();
  #unanswered = 0;
  #unansweredSince: Instant = 0;
  #words = 0;
  #wordsSince: Instant = 0;

  constructor(socket: DashboardSocket, session: SignedIn) {
    this.socket = socket;
    this.session = session;
  }

  /** Follows these sites of those there are, and no others; answers which. */
  follow(sites: readonly string[]): string[] {
    const seen = sites.filter((site) => maySee(this.session.person, site));
    for (const site of this.#followed.keys()) if (!seen.includes(site)) this.#followed.delete(site);
    for (const site of seen) {
      const known = this.#followed.get(site);
      if (known) known.wantsSnapshot = true;
      else this.#followed.set(site, { seq: 0, pending: undefined, wantsSnapshot: true, snapshotAt: -snapshotEvery });
    }
    return seen;
  }

  resync(site: string): void {
    const followed = this.#followed.get(site);
    if (followed) followed.wantsSnapshot = true;
  }

  resyncAll(): void {
    for (const followed of this.#followed.values()) followed.wantsSnapshot = true;
  }

  /** Takes what changed at a site; while it does not keep up only the newest of everything is kept. */
  offer(site: string, changed: Pending): void {
    const followed = this.#followed.get(site);
    if (!followed || followed.wantsSnapshot) return;
    if (!followed.pending) {
      followed.pending = changed;
      return;
    }
    const both = new Pending();
    both.add(followed.pending.changes);
    both.add(changed.changes);
    followed.pending = both;
  }

  /** Sends what there is to send, unless the last is still on its way; false when it has given up. */
  flush(now: Instant, picture: (site: string) => Picture | undefined, timeOf: (site: string) => Instant): boolean {
    if (this.#unanswered > 0) return now - this.#unansweredSince <= answerWithin;
    for (const [site, followed] of this.#followed) {
      if (followed.wantsSnapshot) {
        if (now - followed.snapshotAt >= snapshotEvery) this.#snapshot(followed, now, picture(site));
      } else if (followed.pending) {
        this.#delta(site, followed, now, timeOf(site));
      }
    }
    return true;
  }

  /** Whether the person may say this, and has not said too much of late. */
  maySay(event: keyof typeof liveEventPolicies, now: Instant): boolean {
    if (now - this.#wordsSince > 60 * second) {
      this.#words = 0;
      this.#wordsSince = now;
    }
    this.#words++;
    return this.#words <= wordsPerMinute && may(this.session.person, liveEventPolicies[event]);
  }

  #snapshot(followed: Followed, now: Instant, picture: Picture | undefined): void {
    if (!picture) return;
    const { now: first, later } = portionOf(picture, alarmsPerSnapshot);
    followed.seq++;
    followed.pending = later;
    followed.wantsSnapshot = false;
    followed.snapshotAt = now;
    this.socket.emit("snapshot", { ...picture, ...first, seq: followed.seq });
  }

  #delta(site: string, followed: Followed, now: Instant, at: Instant): void {
    const { now: changes, later } = portionOf(followed.pending?.changes ?? {});
    followed.pending = later;
    followed.seq++;
    if (this.#unanswered === 0) this.#unansweredSince = now;
    this.#unanswered++;
    this.socket.emit("delta", { site, seq: followed.seq, at, ...changes }, () => {
      this.#unanswered = Math.max(0, this.#unanswered - 1);
    });
  }
}
