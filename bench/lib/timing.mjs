import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs something and returns how long it took, in milliseconds. */
export async function timed(run) {
  const began = performance.now();
  const value = await run();
  return { ms: performance.now() - began, value };
}

/** The same with the longest time that the event loop was blocked meanwhile. */
export async function timedWithPauses(run) {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await sleep(20);
  delays.reset();
  // A delay is the time between two turns of the loop; this is the first turn.
  await sleep(5);
  const { ms, value } = await timed(run);
  await sleep(5);
  delays.disable();
  return { ms, value, longestPause: delays.max / 1e6 };
}

export const sorted = values => [...values].sort((a, b) => a - b);

/** The value below which a share of the values lie. */
export function percentile(values, share) {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.floor(all.length * share))];
}

export const median = values => percentile(values, 0.5);
export const p95 = values => percentile(values, 0.95);

/** The times of some runs, the first of which only warm up; milliseconds. */
export async function times(runs, run, warmUps = 0) {
  const found = [];
  for (let n = -warmUps; n < runs; n += 1) {
    const { ms } = await timed(() => run(n + warmUps));
    if (n >= 0) found.push(ms);
  }
  return found;
}

/**
 * The times of several runs side by side: each turn has one of each, so that what
 * else the machine does meets all of them alike.
 *
 * @param sides - functions by name
 * @returns times in milliseconds, by name
 */
export async function timesInTurns(sides, turns, warmUps = 5) {
  const found = Object.fromEntries(Object.keys(sides).map(name => [name, []]));
  for (let turn = -warmUps; turn < turns; turn += 1) {
    for (const [name, run] of Object.entries(sides)) {
      const { ms } = await timed(() => run(turn + warmUps));
      if (turn >= 0) found[name].push(ms);
    }
  }
  return found;
}

/** The medians of several runs side by side, by name. */
export async function mediansInTurns(sides, turns, warmUps) {
  const found = await timesInTurns(sides, turns, warmUps);
  return Object.fromEntries(
    Object.entries(found).map(([name, all]) => [name, median(all)]),
  );
}

/** Waits until a condition holds; fails after the patience. */
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

/** Calls a function at a steady rate, whether or not earlier calls have ended. */
export async function atRate(perSecond, seconds, run) {
  const began = performance.now();
  const running = [];
  const wanted = Math.round(perSecond * seconds);
  while (running.length < wanted) {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    while (running.length < Math.min(due, wanted)) {
      running.push(run(running.length));
    }
    await sleep(2);
  }
  return Promise.all(running);
}
