// `npm test`: every check in order, all of them even when one fails; the last line says how many passed and failed.
import { type Check, type Count, corpus, faults, staticChecks, testProjects } from "./checks.ts";

const [checks, minutes] = process.argv.includes("--corpus")
  ? [corpus, 25]
  : process.argv.includes("--faults")
    ? [faults, 180]
    : process.argv.includes("--check")
      ? [staticChecks, 25]
      : [[...staticChecks, ...testProjects], 25];

const abort = new AbortController();
const timer = setTimeout(() => {
  console.log(`Time is up: ${minutes} minutes.`);
  abort.abort();
}, minutes * 60_000);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    abort.abort();
    process.exitCode = 130;
  });
}

const lines: string[] = [];
let total: Count = { passed: 0, failed: 0, skipped: 0 };
for (const check of checks) {
  const { count, line } = await judge(check);
  console.log(line);
  lines.push(line);
  total = {
    passed: total.passed + count.passed,
    failed: total.failed + count.failed,
    skipped: total.skipped + count.skipped,
  };
}
clearTimeout(timer);
if (total.failed > 0) process.exitCode ||= 1;
console.log(`\n${lines.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);

async function judge(check: Check) {
  const start = performance.now();
  const count = await check.run(abort.signal);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const mark = count.failed > 0 ? "✘" : count.skipped > 0 && count.passed === 0 ? "–" : "✔";
  const numbers = [
    `${count.passed} passed`,
    ...(count.failed > 0 ? [`${count.failed} failed`] : []),
    ...(count.skipped > 0 ? [`${count.skipped} skipped`] : []),
  ].join(" / ");
  return { count, line: `${mark} ${check.name.padEnd(20)} ${seconds.padStart(6)} s  ${count.note ?? numbers}` };
}
