import type { NotificationView } from "@plantroom/model/api/types.ts";
import type { DashboardToServer, Heartbeat } from "@plantroom/model/live/events.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Server } from "socket.io";
import { z } from "zod";
import { viewOf as alarmView, incidentView, modeView } from "../alarms/view.ts";
import type { Clock } from "../clock.ts";
import { briefOf } from "../procedures/view.ts";
import type { Books } from "../rules/books.ts";
import type { EquipmentState } from "../rules/equipment-state.ts";
import type { Outcome } from "../rules/judging.ts";
import type { Estate } from "../sites/estate.ts";
import { viewOf as workOrderView } from "../work-orders/view.ts";
import { type DashboardSocket, type LiveAccess, LiveDenied } from "./access.ts";
import { LiveClient, type Picture } from "./client.ts";
import { type LiveChanges, Pending, presenceTuple } from "./pending.ts";
import { presenceOf } from "./presence.ts";
import type { Sight } from "./sight.ts";

export interface LiveFeedOptions {
  readonly io: Server;
  readonly access: LiveAccess;
  readonly estate: Estate;
  readonly sight: Sight;
  readonly books: () => Books;
  readonly clock: Clock;
  readonly heartbeat: () => Omit<Heartbeat, "at">;
  /** What a snapshot holds besides: the demo's faults and history. */
  readonly besides: (site: string) => LiveChanges;
}

/** At most four deltas a second. */
const deltaEvery: Milliseconds = second / 4;
const heartbeatEvery: Milliseconds = 2 * second;
const presenceEvery: Milliseconds = second;
/** A connected dashboard is a sign of life of its session, told so often. */
const sessionEvery: Milliseconds = minute;

const shapes = {
  follow: z.union([z.literal("*"), z.array(z.string().max(64)).max(2_000)]),
  resync: z.string().max(64),
} as const satisfies Record<keyof DashboardToServer, z.ZodType>;

/** Tells every dashboard what changes at the sites that it follows: a snapshot, then deltas. */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #clients = new Map<string, LiveClient>();
  readonly #pending = new Map<string, Pending>();
  /** What was last told of equipment whose link can fall silent by time alone. */
  #presences = new WeakMap<EquipmentState, Presence>();
  readonly #ends: (() => void)[] = [];

  constructor(options: LiveFeedOptions) {
    this.#options = options;
    const { io, access, estate } = options;
    io.use((socket, next) => next(this.#known(socket) ? undefined : new LiveDenied("sign-in-required")));
    io.on("connection", (socket: DashboardSocket) => this.#connected(socket));
    this.#ends.push(
      access.onEnded((session) => this.#signOut((client) => client.session.id === session)),
      estate.onChange(() => {
        for (const { id } of estate.sites()) this.publish(id, { estateChanged: true });
      }),
      this.#every(deltaEvery, () => this.#flush()),
      this.#every(heartbeatEvery, () => this.#beat()),
      this.#every(presenceEvery, () => this.#lookForSilence()),
      this.#every(sessionEvery, () => this.#signOut((client) => !this.#known(client.socket))),
    );
  }

  /** How many dashboards are connected. */
  get dashboards(): number {
    return this.#clients.size;
  }

  /** What a turn of the judge brought. */
  tell({ touched, alarms, incidents, modesOf, workOrders, procedureRuns }: Outcome): void {
    const now = this.#options.clock.now();
    for (const state of touched) {
      const pending = this.#pendingOf(state.site.id);
      for (const point of state.touched) {
        const latest = state.points.get(point);
        if (latest) pending.value(state.id, point, latest);
      }
      state.touched.clear();
      this.#tellPresence(state, now);
    }
    for (const alarm of alarms) this.publish(alarm.site, { alarms: [alarmView(alarm)] });
    for (const incident of incidents) this.publish(incident.site, { incidents: [incidentView(incident)] });
    for (const site of modesOf) {
      this.publish(site, { modes: this.#options.books().modes.runningAt(site).map(modeView) });
    }
    for (const order of workOrders) this.publish(order.site, { workOrders: [workOrderView(order)] });
    for (const one of procedureRuns) this.publish(one.run.site, { procedureRuns: [briefOf(one)] });
  }

  publish(site: string, changes: LiveChanges): void {
    this.#pendingOf(site).add(changes);
  }

  /** Tells one person, wherever they are signed in. */
  tellPerson(username: string, notification: NotificationView): void {
    for (const { socket, session } of this.#clients.values()) {
      if (session.person.username === username) socket.emit("notified", notification);
    }
  }

  /** What was told may not hold any more: everybody gets the whole picture again. */
  startOver(): void {
    this.#pending.clear();
    this.#presences = new WeakMap();
    for (const client of this.#clients.values()) client.resyncAll();
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const { socket } of this.#clients.values()) socket.disconnect(true);
  }

  #connected(socket: DashboardSocket): void {
    const session = this.#known(socket);
    if (!session) {
      socket.disconnect(true);
      return;
    }
    const client = new LiveClient(socket, session);
    this.#clients.set(socket.id, client);
    socket.on("disconnect", () => this.#clients.delete(socket.id));
    this.#on(client, "follow", (sites, answer) => {
      const all = this.#options.estate.sites().map(({ id }) => id);
      const followed = client.follow(sites === "*" ? all : all.filter((id) => sites.includes(id)));
      if (typeof answer === "function") answer(followed);
      client.flush(this.#options.clock.now(), this.#picture, this.#timeOf);
    });
    this.#on(client, "resync", (site) => client.resync(site));
    socket.emit("heartbeat", this.#heartbeat());
  }

  /** What does not fit the event's shape or policy is not heard; who talks too much is cut off. */
  #on<E extends keyof DashboardToServer>(client: LiveClient, event: E, hear: DashboardToServer[E]): void {
    const listener = (first: unknown, ...rest: unknown[]) => {
      if (!client.maySay(event, this.#options.clock.now())) client.socket.disconnect(true);
      else if (shapes[event].safeParse(first).success) (hear as (...words: unknown[]) => void)(first, ...rest);
    };
    client.socket.on(event as never, listener as never);
  }

  #flush(): void {
    const now = this.#options.clock.now();
    for (const [site, pending] of this.#pending) {
      if (pending.hasAlarms) pending.add({ alarmCounts: this.#options.sight.countsOf(site).openAlarms });
      for (const client of this.#clients.values()) client.offer(site, pending);
    }
    this.#pending.clear();
    for (const client of this.#clients.values()) {
      if (!client.flush(now, this.#picture, this.#timeOf)) client.socket.disconnect(true);
    }
  }

  #beat(): void {
    const heartbeat = this.#heartbeat();
    for (const { socket } of this.#clients.values()) socket.emit("heartbeat", heartbeat);
  }

  #heartbeat(): Heartbeat {
    return { at: this.#options.clock.now(), ...this.#options.heartbeat() };
  }

  #lookForSilence(): void {
    const now = this.#options.clock.now();
    for (const site of this.#options.books().judge.estate.sites.values()) {
      for (const state of site.equipment.values()) {
        if (this.#presences.get(state) !== presenceOf(state, now)) this.#tellPresence(state, now);
      }
    }
  }

  #tellPresence(state: EquipmentState, now: Instant): void {
    const presence = presenceOf(state, now);
    this.#presences.set(state, presence);
    this.#pendingOf(state.site.id).presence(presenceTuple(state.id, presence, state.heardAt));
  }

  #pendingOf(site: string): Pending {
    const known = this.#pending.get(site);
    if (known) return known;
    const pending = new Pending();
    this.#pending.set(site, pending);
    return pending;
  }

  readonly #picture = (site: string): Picture | undefined => {
    const picture = this.#options.sight.picture(site);
    return picture && { ...picture, ...this.#options.besides(site) };
  };

  readonly #timeOf = (site: string): Instant => this.#options.sight.timeOf(site);

  #known(socket: Pick<DashboardSocket, "handshake">) {
    return this.#options.access.authenticate(socket.handshake.headers.cookie);
  }

  #signOut(which: (client: LiveClient) => boolean): void {
    for (const client of this.#clients.values()) {
      if (!which(client)) continue;
      client.socket.emit("signed-out");
      client.socket.disconnect(true);
    }
  }

  #every(time: Milliseconds, run: () => void): () => void {
    let cancel: () => void = () => undefined;
    const again = () => {
      cancel = this.#options.clock.after(time, () => {
        again();
        run();
      });
    };
    again();
    return () => cancel();
  }
}
