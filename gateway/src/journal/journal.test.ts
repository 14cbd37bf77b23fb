import { consumerFile, maxFrameBytes, segmentName, segmentPosition } from "@plantroom/model/journal/frame.ts";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { Journal, type JournalOptions } from "./journal.ts";
import { MemoryFiles, type Operation } from "./memory-files.ts";

const folder = "/journal";
const opened: Journal[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((journal) => journal.close()));
});

async function open(files: MemoryFiles, options: Partial<JournalOptions> = {}) {
  const problems: (string | undefined)[] = [];
  const result = await Journal.open({
    files,
    folder,
    clock: () => 0,
    retentionMs: 1_000,
    maxBytes: 1e9,
    onChange: (problem) => problems.push(problem?.reason),
    onRetentionProblem: (problem) => problems.push(problem),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    ...options,
  });
  opened.push(result.journal);
  return { ...result, problems };
}

const segmentsOf = async (files: MemoryFiles) =>
  (await files.list(folder)).flatMap(({ name }) => (segmentPosition(name) === undefined ? [] : [name]));
const entry = (n: number) => JSON.stringify({ n });
const turns = async (count = 20) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

async function numbersIn(journal: Journal): Promise<number[]> {
  const found: number[] = [];
  for await (const piece of journal.read(0)) {
    if (piece.kind === "frame") for (const one of piece.entries) found.push((one as unknown as { n: number }).n);
  }
  return found;
}

function refuse(kind: Operation["kind"], code: string, times = Number.POSITIVE_INFINITY) {
  let left = times;
  return (operation: Operation) => {
    if (operation.kind === kind && left-- > 0) throw Object.assign(new Error(`${code}: refused`), { code });
  };
}

describe("group commit", () => {
  test("calls back in order, after the sync, once for all that arrived meanwhile", async () => {
    const files = new MemoryFiles();
    let release: () => void = () => undefined;
    let syncs = 0;
    files.before = ({ kind }) => {
      if (kind !== "sync") return;
      syncs++;
      return new Promise((resolve) => {
        release = resolve;
      });
    };
    const { journal } = await open(files);
    const order: number[] = [];
    for (const n of [1, 2, 3]) journal.append(entry(n), () => order.push(n));
    await turns();
    for (const n of [4, 5]) journal.append(entry(n), () => order.push(n));
    await turns();
    expect({ order, syncs }).toEqual({ order: [], syncs: 1 });
    release();
    await turns();
    expect({ order, syncs }).toEqual({ order: [1, 2, 3], syncs: 2 });
    release();
    await turns();
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test("is read again by the next run, which goes on behind it", async () => {
    const files = new MemoryFiles();
    const first = await open(files);
    first.journal.append(entry(1));
    await first.journal.flush();
    const second = await open(files);
    expect(second.journal.end).toBe(first.journal.end);
    second.journal.append(entry(2));
    await second.journal.flush();
    expect(await numbersIn(second.journal)).toEqual([1, 2]);
  });

  test("begins a new segment when one is full", async () => {
    const files = new MemoryFiles();
    const { journal } = await open(files, { segmentBytes: 40 });
    for (const n of [1, 2, 3]) {
      journal.append(entry(n));
      await journal.flush();
    }
    expect(await segmentsOf(files)).toEqual([segmentName(0), segmentName(21), segmentName(42)].slice(0, 3));
    expect(await numbersIn(journal)).toEqual([1, 2, 3]);
  });
});

describe("a disk that refuses", () => {
  test.each([
    ["write", "ENOSPC"],
    ["sync", "EIO"],
    ["open", "EROFS"],
    ["sync-folder", "EIO"],
  ] as const)("never acknowledges while %s fails with %s", async (kind, code) => {
    const files = new MemoryFiles();
    files.before = refuse(kind, code);
    const { journal, problems } = await open(files);
    let acknowledged = 0;
    for (const n of [1, 2]) journal.append(entry(n), () => acknowledged++);
    await turns(100);
    expect(acknowledged).toBe(0);
    expect(journal.problem?.reason).toContain(code);
    expect(problems).toEqual([`${code}: refused`]);
  });

  test.each([
    ["write", "ENOSPC"],
    ["sync", "EIO"],
  ] as const)("goes on in a fresh segment once %s works again", async (kind, code) => {
    const files = new MemoryFiles();
    const { journal, problems } = await open(files);
    journal.append(entry(1));
    await journal.flush();
    const before = journal.end;
    files.before = refuse(kind, code, 3);
    journal.append(entry(2));
    await journal.flush();
    expect(problems).toEqual([`${code}: refused`, undefined]);
    expect(journal.end).toBeGreaterThan(before);
    const survived = await open(files.afterPowerFailure(() => 0.9));
    expect(await numbersIn(survived.journal)).toEqual([1, 2]);
  });

  test("does not write again where readers may have seen what failed", async () => {
    const files = new MemoryFiles();
    files.before = refuse("sync", "EIO", 1);
    const { journal } = await open(files);
    journal.append(entry(1));
    await journal.flush();
    const names = await segmentsOf(files);
    expect(names).toEqual([segmentName(21)]);
  });
});

describe("the next start", () => {
  test("cuts a torn tail at its checksum", async () => {
    const files = new MemoryFiles();
    const { journal } = await open(files);
    for (const n of [1, 2]) {
      journal.append(entry(n));
      await journal.flush();
    }
    const path = `${folder}/${segmentName(0)}`;
    const whole = (await files.read(path)) ?? Buffer.alloc(0);
    files.place(path, whole.subarray(0, whole.length - 3));
    const again = await open(files);
    expect(again.recovered).toMatchObject({ end: 21, cut: 18, damage: [] });
    expect(await numbersIn(again.journal)).toEqual([1]);
    expect((await files.read(path))?.length).toBe(21);
  });

  test("steps over damage in the middle and reports it", async () => {
    const files = new MemoryFiles();
    const { journal } = await open(files);
    for (const n of [1, 2, 3]) {
      journal.append(entry(n));
      await journal.flush();
    }
    const path = `${folder}/${segmentName(0)}`;
    const bytes = Buffer.from((await files.read(path)) ?? []);
    bytes.writeUInt8(bytes.readUInt8(37) ^ 0x10, 37);
    files.place(path, bytes);
    const again = await open(files);
    expect(again.recovered).toMatchObject({ end: 63, cut: 0, damage: [{ from: 21, to: 42 }] });
    expect(await numbersIn(again.journal)).toEqual([1, 3]);
  });

  test.each([
    ["farther off than any commit that a consumer may have read and the disk has lost", "20", 21 + 12 + maxFrameBytes],
    ["beyond what consumers have read, whatever became of the segments", "99000000", 99_000_000],
  ])("begins %s", async (_, read, expected) => {
    const files = new MemoryFiles();
    const { journal } = await open(files);
    journal.append(entry(1));
    await journal.flush();
    files.place(`${folder}/${consumerFile("judge")}`, `${read}\n`);
    const again = await open(files);
    expect(again.journal.end).toBe(21);
    again.journal.append(entry(2));
    await again.journal.flush();
    expect(await segmentsOf(files)).toEqual([segmentName(0), segmentName(expected)]);
    expect(await numbersIn(again.journal)).toEqual([1, 2]);
  });

  test("holds everything that was acknowledged, whatever the power failure did to the rest", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        fc.array(fc.constantFrom("append", "turn", "fail"), { minLength: 1, maxLength: 40 }),
        async (numbers, steps) => {
          const random = () => numbers.next().value as number;
          const files = new MemoryFiles();
          const { journal } = await open(files, { segmentBytes: 100 });
          const acknowledged: number[] = [];
          let failing = 0;
          files.before = async ({ kind }) => {
            await new Promise((resolve) => setImmediate(resolve));
            if ((kind === "write" || kind === "sync") && failing > 0 && failing--) throw new Error("EIO");
          };
          for (const [n, step] of steps.entries()) {
            if (step === "append") journal.append(entry(n), () => acknowledged.push(n));
            if (step === "fail") failing++;
            if (step === "turn") await turns(3);
          }
          const now = [...acknowledged];
          const survived = await open(files.afterPowerFailure(random), { segmentBytes: 100 });
          const found = await numbersIn(survived.journal);
          expect(found).toEqual(expect.arrayContaining(now));
          const killed = await open(files.afterKill(), { segmentBytes: 100 });
          expect(await numbersIn(killed.journal)).toEqual(expect.arrayContaining(now));
          await Promise.all(opened.splice(0).map((one) => one.close()));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("retention", () => {
  test("withholds acknowledgements at the cap until a consumer has caught up", async () => {
    const files = new MemoryFiles();
    const { journal } = await open(files, { segmentBytes: 21, maxBytes: 63 });
    let acknowledged = 0;
    for (const n of [1, 2, 3, 4, 5]) {
      journal.append(entry(n), () => acknowledged++);
      await turns();
    }
    expect(acknowledged).toBe(3);
    expect(journal.problem?.kind).toBe("full");
    files.place(`${folder}/${consumerFile("judge")}`, "63\n");
    await turns();
    expect(acknowledged).toBe(3);
    files.place(`${folder}/${consumerFile("historian")}`, "42\n");
    await turns();
    expect(acknowledged).toBe(5);
    expect(journal.problem).toBeUndefined();
    expect(await numbersIn(journal)).toEqual([3, 4, 5]);
  });

  test("a small cap has small segments, or what everybody has read could never be dropped", async () => {
    const files = new MemoryFiles();
    const { journal } = await open(files, { maxBytes: 800 });
    for (let n = 0; n < 200; n++) {
      journal.append(entry(n));
      await journal.flush();
      for (const consumer of ["judge", "historian"] as const)
        files.place(`${folder}/${consumerFile(consumer)}`, `${journal.end}\n`);
    }
    expect(journal.problem).toBeUndefined();
    expect(journal.bytes).toBeLessThanOrEqual(800);
    expect(journal.start).toBeGreaterThan(0);
  });
});
