import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapValues, range, sortBy } from './backend.mjs';

export async function timeOnce(run) {
  const began = performance.now();
  const value = await run();
  return { ms: performance.now() - began, value };
}

/** Measures the longest time that the event loop is blocked while something runs. */
export async function measurePause(run) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await sleep(20);
  delays.reset();
  // A delay is the time between two turns of the loop; this is the first turn.
  await sleep(5);
  await run();
  await sleep(5);
  delays.disable();
  return delays.max / 1e6;
}

const percentile = share => values =>
  sortBy(values)[Math.floor(values.length * share)];
export const median = percentile(0.5);
export const p95 = percentile(0.95);
export const p99 = percentile(0.99);

/** Runs sides in turns, every second time in reverse, so that other load affects them equally. */
export async function alternate(sides, rounds, warmUps = 1) {
  const results = mapValues(sides, () => []);
  const entries = Object.entries(sides);
  const began = performance.now();
  let isWarm = false;
  for (let turn = 0; results[entries[0][0]].length < rounds; turn += 1) {
    // V8 has compiled the code after a second, regardless of the number of turns.
    const isCompiled = turn > 0 && performance.now() - began > 1_000;
    isWarm ||= turn >= warmUps || isCompiled;
    for (const [name, run] of entries) {
      const value = await run(turn);
      if (isWarm) results[name].push(value);
    }
    entries.reverse();
  }
  return results;
}

/** Times several sides in turns after warm-ups; returns milliseconds by the name of the side. */
export function timeAlternately(sides, rounds, warmUps = 5) {
  const time = run => async turn => (await timeOnce(() => run(turn))).ms;
  return alternate(mapValues(sides, time), rounds, warmUps);
}

export const timeRuns = async (runs, run, warmUps = 1) =>
  (await timeAlternately({ run }, runs, warmUps)).run;

/** Calls `run` in `count` parallel loops for `ms`; resolves to the seconds that this took. */
export async function repeatFor(ms, count, run) {
  const began = performance.now();
  const repeat = async who => {
    for (let n = 0; performance.now() < began + ms; n += 1) await run(who, n);
  };
  await Promise.all(range(count).map(repeat));
  return (performance.now() - began) / 1_000;
}

/** Calls `run` at a steady rate with the number of the call and the time at which it is due. */
export async function runAtRate(perSecond, isOver, run) {
  const began = performance.now();
  for (let n = 0; !isOver(n); n += 1) {
    const due = began + (n * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    await run(n, due);
  }
}

/** Waits up to 15 minutes for a truthy result of a condition, and returns it. */
export async function until(condition, everyMs = 20) {
  const end = performance.now() + 900_000;
  for (let result; performance.now() < end; await sleep(everyMs)) {
    result = await condition();
    if (result) return result;
  }
  throw new Error(`Waited 15 minutes without success: ${condition}`);
}
