import {
  demoControl,
  demoFaultCommand,
  demoFaults,
  demoFaultsEvent,
  demoHistoryEvent,
} from "@plantroom/model/demo/faults.ts";
import { type EventPayload, formatTopic, type ResultPayload } from "@plantroom/model/topics/topics.ts";
import { readCommand } from "./command.ts";
import { type Broker, Link } from "./link.ts";
import type { Log } from "./log.ts";

export interface DemoControlOptions {
  readonly broker: Broker;
  readonly log: Log;
  readonly clock: () => number;
  readonly setFault: (fault: string, active: boolean) => void;
  readonly activeFaults: () => readonly string[];
}

/** Takes the commands of the faults drawer, and tells what is played and how far the history is. */
export class DemoControl {
  readonly #options: DemoControlOptions;
  readonly #link: Link;

  constructor(options: DemoControlOptions) {
    this.#options = options;
    this.#link = new Link({
      broker: options.broker,
      log: options.log,
      clientId: demoControl.equipment,
      onConnect: (link) => {
        link.subscribe(formatTopic({ ...demoControl, channel: "commands" }));
        this.tellFaults();
      },
      onMessage: (_, payload) => this.#obey(payload.toString()),
    });
  }

  tellFaults(): void {
    this.#tell(demoFaultsEvent, { active: this.#options.activeFaults() });
  }

  tellHistory(done: number, total: number): void {
    this.#tell(demoHistoryEvent, { done, total });
  }

  close(): Promise<void> {
    return this.#link.close();
  }

  #tell(event: string, data: Readonly<Record<string, unknown>>): void {
    if (!this.#link.connected) return;
    const payload: EventPayload = { at: this.#options.clock(), event, data };
    void this.#link.publish(formatTopic({ ...demoControl, channel: "events" }), JSON.stringify(payload));
  }

  #obey(payload: string): void {
    const order = readOrder(payload, this.#options.clock());
    if (order === undefined) return;
    const { id, refused } = order;
    const result: ResultPayload =
      refused === undefined ? { id, outcome: "done" } : { id, outcome: "refused", reason: refused };
    if (order.refused === undefined) this.#options.setFault(order.fault, order.active);
    void this.#link.publish(formatTopic({ ...demoControl, channel: "results" }), JSON.stringify(result));
    if (refused === undefined) this.tellFaults();
  }
}

export type Order =
  | { readonly id: string; readonly fault: string; readonly active: boolean; readonly refused?: undefined }
  | { readonly id: string; readonly refused: string };

/** What a command asks for; undefined for one that is nothing to answer to. */
export function readOrder(payload: string, now: number): Order | undefined {
  const read = readCommand(payload, now);
  if (read === undefined) return undefined;
  const { id, command, args } = read;
  if (command !== demoFaultCommand) return { id, refused: `There is no command ${command}.` };
  const { fault, active } = args;
  if (!demoFaults.some((one) => one.id === fault)) return { id, refused: `There is no fault ${fault}.` };
  if (typeof active !== "boolean") return { id, refused: "active is true or false." };
  return { id, fault: String(fault), active };
}
