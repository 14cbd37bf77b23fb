import { crc32 } from "node:zlib";
import type { Instant } from "@plantroom/model/time.ts";
import { minute } from "@plantroom/model/time.ts";

/** What tells one message of a device from the next. */
export interface Stamp {
  readonly at: Instant | undefined;
  readonly seq: number | undefined;
  /** MQTT's packet identifier; undefined at QoS 0. */
  readonly packetId: number | undefined;
  /** Marked by the sender as sent again. */
  readonly resent: boolean;
}

/** How many of an equipment's last messages are remembered; a device has far fewer under way. */
const remembered = 128;
/** A message without a time of its own is a repeat only this long: after a restart a device may count from 0 again. */
const resendWindow = minute;
const none = -1;

/**
 * Recognises a message that a device sends again because it missed the acknowledgement: same time, same number, same bytes.
 * Messages with neither time nor number are recognised by their packet identifier, when marked as sent again.
 */
export class Repeats {
  readonly #marks = new Float64Array(remembered).fill(none);
  readonly #times = new Float64Array(remembered);
  readonly #numbers = new Float64Array(remembered);
  readonly #received = new Float64Array(remembered);
  #next = 0;

  /** Whether the message was there before; remembers it when not. */
  isRepeat(payload: Buffer, stamp: Stamp, receivedAt: Instant): boolean {
    const stamped = stamp.at !== undefined || stamp.seq !== undefined;
    const mark = crc32(payload) * 2 ** 17 + payload.length;
    const time = stamp.at ?? none;
    // Packet identifiers stand below -1, where a device's numbers do not go.
    const number = stamped ? (stamp.seq ?? none) : none - 1 - (stamp.packetId ?? 0);
    if ((stamped || stamp.resent) && this.#holds(mark, time, number, receivedAt)) return true;
    this.#remember(mark, time, number, receivedAt);
    return false;
  }

  #holds(mark: number, time: number, number: number, receivedAt: Instant): boolean {
    for (let i = this.#marks.indexOf(mark); i >= 0; i = this.#marks.indexOf(mark, i + 1)) {
      const isSame = this.#times[i] === time && this.#numbers[i] === number;
      if (isSame && (time !== none || Math.abs(receivedAt - (this.#received[i] ?? 0)) <= resendWindow)) return true;
    }
    return false;
  }

  #remember(mark: number, time: number, number: number, receivedAt: Instant): void {
    const i = this.#next;
    this.#marks[i] = mark;
    this.#times[i] = time;
    this.#numbers[i] = number;
    this.#received[i] = receivedAt;
    this.#next = (i + 1) % remembered;
  }
}
