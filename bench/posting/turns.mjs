/**
 * Runs every case once in each turn, beside each other, after a turn that only
 * warms up.
 *
 * @param cases - what runs, by name; answers `{ perSecond }`
 * @param options.before - waits until nothing is left to do of the case before
 * @returns what each turn measured
 */
export async function inTurns(cases, turns, { before, tell }) {
  const found = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const results = {};
    for (const [name, run] of Object.entries(cases)) {
      await before();
      results[name] = await run({ isWarmUp: turn === 0 });
    }
    const rates = Object.entries(results).map(
      ([name, { perSecond }]) => `${name} ${Math.round(perSecond)}/s`,
    );
    tell(`${turn === 0 ? 'warm-up' : `turn ${turn}`}: ${rates.join(', ')}`);
    if (turn > 0) {
      found.push(results);
    }
  }
  return found;
}

/** The median over the turns of something that each of them tells. */
export function overTurns(turns, tell) {
  const sorted = turns.map(tell).sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
