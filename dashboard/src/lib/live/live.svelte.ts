import type {
  AlarmView,
  ModeView,
  NotificationView,
  ProcedureRunBrief,
  WorkOrderView,
} from "@plantroom/model/api/types.ts";
import type { Heartbeat, LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import { untrack } from "svelte";
import { clock } from "../clock.svelte.ts";
import { type LiveSocket, openSocket } from "./connection.ts";
import { type LinkReason, type LinkState, linkOf, lostAfter } from "./link.ts";
import { Sequence } from "./sequence.ts";
import { SiteLive } from "./site-live.svelte.ts";

/** Screens follow at most four times a second. */
const shortestFrame = 250;
/** A connection that says nothing for so long is torn down and made anew. */
const hungAfter = 12_000;

interface Waiting {
  readonly delta: LiveDelta;
  readonly applied: () => void;
}

/** A change of the alarm list as a person notices it. */
export interface AlarmChange {
  readonly alarm: AlarmView;
  readonly before: AlarmView | undefined;
}

/** The live feed: one connection, every site that the person may see. */
class LiveFeed {
  readonly #sites = new Map<string, SiteLive>();
  readonly #sequences = new Map<string, Sequence>();
  readonly #listeners = new Set<(changes: readonly AlarmChange[]) => void>();
  readonly #estateListeners = new Set<(site: string) => void>();
  readonly #notifiedListeners = new Set<(notification: NotificationView) => void>();
  #followed = $state.raw<readonly string[]>([]);
  #heardAt = $state.raw<number | undefined>();
  #heartbeat = $state.raw<Heartbeat | undefined>();
  #judged = $state.raw<{ state: LinkState; reason: LinkReason }>({ state: "connecting", reason: "none" });
  #waiting: Waiting[] = [];
  #frame = false;
  #lastFrame = 0;
  #socket: LiveSocket | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #opening = false;

  readonly #alarms = $derived(this.#followed.flatMap((id) => [...this.site(id).alarms.values()]));
  readonly #workOrders = $derived(this.#followed.flatMap((id) => [...this.site(id).workOrders.values()]));

  readonly #modes = $derived(this.#followed.flatMap((id) => this.site(id).modes));

  readonly #procedureRuns = $derived(this.#followed.flatMap((id) => [...this.site(id).procedureRuns.values()]));

  get link(): LinkState {
    return this.#judged.state;
  }
  get linkReason(): LinkReason {
    return this.#judged.reason;
  }
  /** Values on the screen may not be what the field has: dim them. */
  get dimmed(): boolean {
    return this.link === "lost" || this.link === "connecting";
  }
  /** When the server was last heard, by this browser's clock. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }
  get heartbeat(): Heartbeat | undefined {
    return this.#heartbeat;
  }
  /** Open alarms of every site. */
  get alarms(): readonly AlarmView[] {
    return this.#alarms;
  }
  /** Open work orders of every site. */
  get workOrders(): readonly WorkOrderView[] {
    return this.#workOrders;
  }
  /** Drills, tests and maintenance that run at any site. */
  get modes(): readonly ModeView[] {
    return this.#modes;
  }
  /** Procedures under way at any site. */
  get procedureRuns(): readonly ProcedureRunBrief[] {
    return this.#procedureRuns;
  }
  /** The server's time, for what belongs to no site. */
  get now(): number {
    return clock.now + (this.#heartbeat && this.#heardAt ? this.#heartbeat.at - this.#heardAt : 0);
  }

  site(id: string): SiteLive {
    let site = this.#sites.get(id);
    if (!site) {
      site = untrack(() => new SiteLive(id));
      this.#sites.set(id, site);
    }
    return site;
  }

  /** Told after each frame which alarms changed; returns how to stop. */
  onAlarms(listener: (changes: readonly AlarmChange[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** Told when a site's equipment list changed. */
  onEstate(listener: (site: string) => void): () => void {
    this.#estateListeners.add(listener);
    return () => this.#estateListeners.delete(listener);
  }

  /** Told of what this person is told; returns how to stop. */
  onNotified(listener: (notification: NotificationView) => void): () => void {
    this.#notifiedListeners.add(listener);
    return () => this.#notifiedListeners.delete(listener);
  }

  async open(signedOut: () => void): Promise<void> {
    if (this.#socket || this.#opening) return;
    this.#opening = true;
    const socket = await openSocket();
    this.#opening = false;
    this.#socket = socket;
    socket.on("connect", () => {
      for (const sequence of this.#sequences.values()) sequence.end();
      socket.emit("follow", "*", (followed) => {
        this.#followed = followed;
      });
    });
    socket.on("heartbeat", (heartbeat) => this.#hear(heartbeat));
    socket.on("snapshot", (snapshot) => this.#begin(snapshot));
    socket.on("delta", (delta, applied) => this.#take(delta, applied));
    socket.on("notified", (notification) => {
      for (const listener of this.#notifiedListeners) listener(notification);
    });
    socket.on("signed-out", signedOut);
    socket.on("connect_error", (error) => {
      if (error.message === "sign-in-required") signedOut();
    });
    this.#watch();
  }

  close(): void {
    this.#socket?.disconnect();
    this.#socket = undefined;
    clearTimeout(this.#watchdog);
    this.#sites.clear();
    this.#sequences.clear();
    this.#followed = [];
    this.#waiting = [];
    this.#heardAt = undefined;
    this.#heartbeat = undefined;
    this.#judge();
  }

  #hear(heartbeat: Heartbeat): void {
    this.#heardAt = Date.now();
    this.#heartbeat = heartbeat;
    this.#judge();
    this.#watch();
  }

  #judge(): void {
    const next = linkOf({ at: this.#heardAt, heartbeat: this.#heartbeat }, Date.now());
    if (next.state !== this.#judged.state || next.reason !== this.#judged.reason) this.#judged = next;
  }

  /** Rings when the next heartbeat is overdue, then again to shake a connection that hangs. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      this.#judge();
      this.#watchdog = setTimeout(() => this.#shake(), hungAfter - lostAfter);
      // A timer may ring a millisecond early: a little past the bound, it cannot.
    }, lostAfter + 50);
  }

  #shake(): void {
    this.#socket?.disconnect().connect();
    this.#watch();
  }

  #sequence(site: string): Sequence {
    let sequence = this.#sequences.get(site);
    if (!sequence) {
      sequence = new Sequence();
      this.#sequences.set(site, sequence);
    }
    return sequence;
  }

  #begin(snapshot: LiveSnapshot): void {
    this.#heardAt ??= Date.now();
    this.#judge();
    this.#sequence(snapshot.site).begin(snapshot.seq);
    this.#applyWaiting();
    const site = this.site(snapshot.site);
    const before = site.alarms;
    const known = site.loaded;
    site.begin(snapshot);
    if (!this.#followed.includes(snapshot.site)) this.#followed = [...this.#followed, snapshot.site];
    // What was raised while the link was down is news; what stood there at the first look is not.
    if (known) this.#tell(snapshot.alarms.map((alarm) => ({ alarm, before: before.get(alarm.id) })));
  }

  #take(delta: LiveDelta, applied: () => void): void {
    const order = this.#sequence(delta.site).take(delta.seq);
    if (order === "gap") this.#socket?.emit("resync", delta.site);
    if (order !== "next") {
      applied();
      return;
    }
    this.#waiting.push({ delta, applied });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#frame) return;
    this.#frame = true;
    const run = () => this.#applyWaiting();
    const wait = Math.max(0, this.#lastFrame + shortestFrame - Date.now());
    // A hidden tab gets no frames, and its alarms must still sound.
    setTimeout(() => (document.hidden ? run() : requestAnimationFrame(run)), wait);
  }

  #applyWaiting(): void {
    this.#frame = false;
    this.#lastFrame = Date.now();
    const waiting = this.#waiting;
    this.#waiting = [];
    const changes: AlarmChange[] = [];
    for (const [id, of] of Map.groupBy(waiting, (one) => one.delta.site)) {
      const site = this.site(id);
      const before = site.alarms;
      const deltas = of.map((one) => one.delta);
      site.apply(deltas);
      for (const alarm of deltas.flatMap((delta) => delta.alarms ?? [])) {
        changes.push({ alarm, before: before.get(alarm.id) });
      }
      if (deltas.some((delta) => delta.estateChanged)) for (const listener of this.#estateListeners) listener(id);
    }
    for (const one of waiting) one.applied();
    this.#tell(changes);
  }

  #tell(changes: readonly AlarmChange[]): void {
    if (changes.length > 0) for (const listener of this.#listeners) listener(changes);
  }
}

export const live = new LiveFeed();
