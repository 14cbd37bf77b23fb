import type { ResultPayload } from "@plantroom/model/topics/topics.ts";
import { type CarPark, type LaneId, laneIds } from "../car-park/car-park.ts";
import { answerOf, type LaneCommand, laneCommands, obey } from "../car-park/commands.ts";

interface Order {
  readonly id: string;
  readonly lane: LaneId;
  readonly command: LaneCommand;
}

interface Answered {
  readonly equipment: string;
  readonly result: ResultPayload;
}

/** Commands to the lanes, from their arrival to their answers. */
export class LaneOrders {
  #underWay: readonly Order[] = [];
  #refused: readonly Answered[] = [];

  /** The car park as it goes on from there; a command that is refused leaves it as it is. */
  give(carPark: CarPark, equipment: string, id: string, name: string): CarPark {
    const lane = laneIds.find((one) => one === equipment);
    const command = laneCommands.find((one) => one === name);
    if (!lane || !command) return this.#refuse(carPark, equipment, id, `There is no command ${name}.`);
    const obeyed = obey(carPark.lanes[lane], command);
    if ("refused" in obeyed) return this.#refuse(carPark, equipment, id, obeyed.refused);
    this.#underWay = [...this.#underWay, { id, lane, command }];
    return { ...carPark, lanes: { ...carPark.lanes, [lane]: obeyed.lane } };
  }

  /** What can be answered by now, each once. */
  answers({ lanes }: CarPark): readonly Answered[] {
    const answers = [...this.#refused];
    this.#refused = [];
    this.#underWay = this.#underWay.filter(({ id, lane, command }) => {
      const answer = answerOf(lanes[lane], command);
      if (answer) answers.push({ equipment: lane, result: { id, ...answer } });
      return answer === undefined;
    });
    return answers;
  }

  #refuse(carPark: CarPark, equipment: string, id: string, reason: string): CarPark {
    this.#refused = [...this.#refused, { equipment, result: { id, outcome: "refused", reason } }];
    return carPark;
  }
}
