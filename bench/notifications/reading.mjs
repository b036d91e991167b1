import { line, percentile, ratioLine, timed } from '../lib/measure.mjs';
import { askers, personOf } from './data.mjs';

const CALLS = 400;
const WARMING = 100;

/** Calls for one person. */
const CALLS_OF_ONE = 40;

const CASES = {
  list: 'first page and count',
  unread: 'unread ones, first page and count',
  count: 'unread count',
};

const SIDES = {
  callboard: 'Callboard',
  portal: 'the portal’s store',
  alone: 'the portal’s store, the page alone',
  hand: 'one statement by hand',
};

/** How long calls for each person take, all sides in turns; sorted, by side. */
async function measure(sides, users, warming = WARMING) {
  const found = Object.fromEntries(Object.keys(sides).map(side => [side, []]));
  for (const [nth, user] of users.entries()) {
    for (const [side, run] of Object.entries(sides)) {
      const { ms } = await timed(() => run(user));
      if (nth >= warming) found[side].push(ms);
    }
  }
  Object.values(found).forEach(all => all.sort((a, b) => a - b));
  return found;
}

/** The same order in each run, and none that the data are in. */
function shuffled(users) {
  return users
    .map((user, nth) => [(nth * 7_919) % 10_007, user])
    .sort(([a], [b]) => a - b)
    .map(([, user]) => user);
}

/** What each case costs, over all who ask and for some of them. */
export async function readingLines({ callboard, portal, hand }, shares) {
  const users = shuffled(askers(CALLS, shares));
  const calls = [...users.slice(0, WARMING), ...users];
  const lines = [];
  for (const [name, what] of Object.entries(CASES)) {
    const sides = {
      callboard: callboard[name],
      portal: portal[name],
      ...(portal[`${name}Alone`] && { alone: portal[`${name}Alone`] }),
      hand: hand[name],
    };
    const found = await measure(sides, calls);
    for (const [side, all] of Object.entries(found)) {
      const [p95, p99] = [0.95, 0.99].map(part => percentile(all, part));
      lines.push(
        line(
          `${what}: ${SIDES[side]}`,
          percentile(all, 0.5),
          undefined,
          `p95 ${p95.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
        ),
      );
    }
    const times = (side, part) =>
      percentile(found[side], part) / percentile(found.callboard, part);
    const alone = part =>
      found.alone && `${times('alone', part).toFixed(1)} × as the page alone`;
    lines.push(
      ratioLine(
        `${what}: as fast as the portal’s store, median`,
        times('portal', 0.5),
        { atLeast: 5 },
        alone(0.5),
      ),
      ratioLine(
        `${what}: as fast as the portal’s store, slow end (p95)`,
        times('portal', 0.95),
        { atLeast: 10 },
        alone(0.95),
      ),
      ratioLine(
        `${what}: as slow as the statement by hand, median`,
        1 / times('hand', 0.5),
        { atMost: 1.5 },
      ),
    );
  }
  return lines;
}

/** The same for single persons: by how many notifications they have. */
export async function personLines({ callboard, portal, hand }, shares) {
  const middle = askers(1, shares)[0];
  const ranks = [0, 20, 100, Number(middle.split('/p')[1]), 2_500, 4_000];
  const lines = [];
  for (const rank of ranks.filter(each => each < shares.length)) {
    const user = personOf(rank);
    for (const [name, what] of Object.entries(CASES)) {
      const found = await measure(
        {
          callboard: callboard[name],
          portal: portal[name],
          hand: hand[name],
        },
        Array.from({ length: 2 * CALLS_OF_ONE }, () => user),
        CALLS_OF_ONE,
      );
      const [ours, theirs, byHand] = Object.values(found).map(all =>
        percentile(all, 0.5),
      );
      lines.push(
        line(
          `${shares[rank].toLocaleString('en')} notifications: ${what}`,
          ours,
          undefined,
          `portal ${theirs.toFixed(1)} ms (${(theirs / ours).toFixed(
            1,
          )} ×), by hand ${byHand.toFixed(1)} ms`,
        ),
      );
    }
  }
  return lines;
}
