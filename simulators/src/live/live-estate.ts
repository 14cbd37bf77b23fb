import { type Instant, second } from "@plantroom/model/time.ts";
import { happeningsBetween } from "../estate/events.ts";
import { readingsOf } from "../estate/readings.ts";
import { type EstateState, fieldEquipment } from "../estate/state.ts";
import { stepEstate, withFault } from "../estate/step.ts";
import { cutGateways, eagerOf, silentEquipment } from "./faulty-links.ts";
import type { FieldGateway } from "./field-gateway.ts";
import { LaneOrders } from "./lane-orders.ts";
import { type Report, Reporter } from "./reporter.ts";

const stepSeconds = 0.5;
const gatewayOf = new Map(fieldEquipment.map((one) => [one.id, one.gateway ?? one.id]));

/** The estate in real time: steps of half a second, each told by the gateways of what changed. */
export class LiveEstate {
  readonly #gateways: ReadonlyMap<string, FieldGateway>;
  readonly #reporter = new Reporter(fieldEquipment.map((one) => one.id));
  readonly #numbers: Record<string, number>;
  readonly #orders = new LaneOrders();
  #state: EstateState;

  constructor(state: EstateState, numbers: Readonly<Record<string, number>>, gateways: readonly FieldGateway[]) {
    this.#state = state;
    this.#numbers = { ...numbers };
    this.#gateways = new Map(gateways.map((gateway) => [gateway.id, gateway]));
    for (const id of cutGateways(state.faults)) this.#gateways.get(id)?.cut();
  }

  get state(): EstateState {
    return this.#state;
  }

  /** The next number of each equipment's messages. */
  get numbers(): Readonly<Record<string, number>> {
    return this.#numbers;
  }

  get activeFaults(): readonly string[] {
    return Object.keys(this.#state.faults);
  }

  /** How far the estate is behind, in milliseconds. */
  behind(now: Instant): number {
    return now - this.#state.at;
  }

  /** Steps up to `now`, and reports. */
  advance(now: Instant): void {
    while (this.#state.at + stepSeconds * second <= now) {
      const before = this.#state;
      this.#state = stepEstate(before, stepSeconds);
      this.#report(this.#reporter.due(this.#state.at, readingsOf(this.#state), eagerOf(this.#state.faults)));
      for (const { equipment, event, data } of happeningsBetween(before, this.#state)) {
        this.#gatewayOf(equipment)?.tell(equipment, { at: this.#state.at, event, data });
      }
      this.#answer();
    }
  }

  /** Begins a command to a lane; what became of it its gateway answers. */
  obey(equipment: string, id: string, command: string): void {
    const carPark = this.#orders.give(this.#state.carPark, equipment, id, command);
    this.#state = { ...this.#state, carPark };
    this.#answer();
  }

  setFault(fault: string, active: boolean): void {
    const before = this.#state;
    this.#state = withFault(before, fault, active);
    for (const id of silentEquipment(this.#state.faults)) {
      if (silentEquipment(before.faults).has(id)) continue;
      this.#send(this.#reporter.everything(id, this.#state.at, readingsOf(this.#state)));
    }
    const isCut = cutGateways(this.#state.faults);
    for (const [id, gateway] of this.#gateways) {
      if (isCut.has(id)) gateway.cut();
      else gateway.mend();
    }
  }

  #answer(): void {
    for (const { equipment, result } of this.#orders.answers(this.#state.carPark)) {
      this.#gatewayOf(equipment)?.answer(equipment, result);
    }
  }

  #report(reports: readonly Report[]): void {
    const silent = silentEquipment(this.#state.faults);
    this.#send(reports.filter(({ equipment }) => !silent.has(equipment)));
  }

  #send(reports: readonly Report[]): void {
    for (const { equipment, values } of reports) {
      const seq = this.#numbers[equipment] ?? 0;
      this.#numbers[equipment] = seq + 1;
      this.#gatewayOf(equipment)?.send(equipment, { at: this.#state.at, seq, values });
    }
  }

  #gatewayOf(equipment: string): FieldGateway | undefined {
    return this.#gateways.get(gatewayOf.get(equipment) ?? "");
  }
}
