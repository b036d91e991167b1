import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

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

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = values => percentile(values, 0.5);
export const p95 = values => percentile(values, 0.95);
export const p99 = values => percentile(values, 0.99);

/** Code is compiled by then, however many turns that are. */
const WARM_MS = 1_000;

/**
 * Runs sides in turns, every other time in reverse, so that other load and what the turns
 * leave behind meet them alike. The first turns warm up.
 */
export async function inTurns(sides, turns, warmUps = 1) {
  const found = Object.fromEntries(Object.keys(sides).map(name => [name, []]));
  const all = Object.entries(sides);
  const began = performance.now();
  let isWarm = false;
  for (let turn = 0; found[all[0][0]].length < turns; turn += 1) {
    const isOver = turn > 0 && performance.now() - began > WARM_MS;
    isWarm ||= turn >= warmUps || isOver;
    for (const [name, run] of all) {
      const value = await run(turn);
      if (isWarm) found[name].push(value);
    }
    all.reverse();
  }
  return found;
}

/** How long several sides take in turns, by name; milliseconds. */
export function timesInTurns(sides, turns, warmUps = 5) {
  const timing = Object.entries(sides).map(([name, run]) => [
    name,
    async turn => (await timed(() => run(turn))).ms,
  ]);
  return inTurns(Object.fromEntries(timing), turns, warmUps);
}

/** The times of some runs, the first of which only warm up; milliseconds. */
export async function times(runs, run, warmUps = 1) {
  return (await timesInTurns({ run }, runs, warmUps)).run;
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
