import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mapValues, range, sortBy } from './backend.mjs';

export async function timed(run) {
  const began = performance.now();
  const value = await run();
  return { ms: performance.now() - began, value };
}

/** The longest time that the event loop was blocked while something ran. */
export async function longestPause(run) {
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

/** Runs sides in turns, every second time in reverse: other load affects them equally. */
export async function alternate(sides, rounds, warmUps = 1) {
  const found = mapValues(sides, () => []);
  const all = Object.entries(sides);
  const began = performance.now();
  let isWarm = false;
  // The first turns warm up.
  for (let turn = 0; found[all[0][0]].length < rounds; turn += 1) {
    // Code is compiled after a second, regardless of the number of turns.
    const isOver = turn > 0 && performance.now() - began > 1_000;
    isWarm ||= turn >= warmUps || isOver;
    for (const [name, run] of all) {
      const value = await run(turn);
      if (isWarm) found[name].push(value);
    }
    all.reverse();
  }
  return found;
}

/** Measures the durations of several sides in turns, by name; milliseconds. */
export function timeAlternately(sides, rounds, warmUps = 5) {
  const time = run => async turn => (await timed(() => run(turn))).ms;
  return alternate(mapValues(sides, time), rounds, warmUps);
}

/** Measures the durations of some runs after warm-ups; milliseconds. */
export const times = async (runs, run, warmUps = 1) =>
  (await timeAlternately({ run }, runs, warmUps)).run;

/** Runs several workers repeatedly for some time; resolves to the seconds it took. */
export async function repeatFor(ms, count, run) {
  const began = performance.now();
  const repeat = async who => {
    for (let n = 0; performance.now() < began + ms; n += 1) await run(who, n);
  };
  await Promise.all(range(count).map(repeat));
  return (performance.now() - began) / 1_000;
}

/** Runs something at a steady rate until it is over, with its number and due time. */
export async function runAtRate(perSecond, isOver, run) {
  const began = performance.now();
  for (let n = 0; !isOver(n); n += 1) {
    const due = began + (n * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    await run(n, due);
  }
}

export async function until(condition, options = {}) {
  const { patienceMs = 120_000, everyMs = 20, what = 'a condition' } = options;
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (performance.now() > end) {
      throw new Error(`Waited for ${patienceMs / 1_000} s in vain: ${what}`);
    }
    await sleep(everyMs);
  }
}
