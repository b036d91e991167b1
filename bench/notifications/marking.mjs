import { line, percentile, ratioLine, timed } from '../lib/measure.mjs';
import { makeUnread, marker } from './data.mjs';

const ROUNDS = 9;

/**
 * What it costs to mark all unread ones of one person as read, again and again:
 * after each time both sides are as they were at the start, and vacuumed.
 */
export async function markingLines({ knex, peerKnex, callboard, hand, store }) {
  const unread = await peerKnex('notification')
    .where({ user: marker })
    .whereNull('read')
    .pluck('id');
  const found = { callboard: [], portal: [], hand: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await callboard.count(marker);
    await store.getStatus({ user: marker });
    const ours = await timed(() => callboard.markAll(marker));
    if (ours.value !== unread.length) {
      throw new Error(`${ours.value} of ${unread.length} were marked`);
    }
    const theirs = await timed(() =>
      store.markRead({ ids: unread, user: marker }),
    );
    await makeUnread(knex);
    const byHand = await timed(() => hand.markAll(marker));
    if (byHand.value.rowCount !== unread.length) {
      throw new Error(`${byHand.value.rowCount} were marked by hand`);
    }
    await makeUnread(knex);
    await peerKnex('notification').whereIn('id', unread).update({ read: null });
    await peerKnex.raw('VACUUM (ANALYZE) notification');
    found.callboard.push(ours.ms);
    found.portal.push(theirs.ms);
    found.hand.push(byHand.ms);
  }
  Object.values(found).forEach(all => all.sort((a, b) => a - b));
  const what = `mark ${unread.length.toLocaleString('en')} as read`;
  const cell = (side, name) =>
    line(
      `${what}: ${name}`,
      percentile(found[side], 0.5),
      undefined,
      `${ROUNDS} times, slowest ${found[side][ROUNDS - 1].toFixed(0)} ms`,
    );
  const times = (side, part) =>
    percentile(found[side], part) / percentile(found.callboard, part);
  return [
    cell('callboard', 'Callboard'),
    cell('portal', 'the portal’s store, told the ids'),
    cell('hand', 'one statement by hand'),
    ratioLine(
      `${what}: as fast as the portal’s store, median`,
      times('portal', 0.5),
      { atLeast: 5 },
    ),
    ratioLine(
      `${what}: as fast as the portal’s store, slowest`,
      times('portal', 0.999),
      { atLeast: 10 },
    ),
    ratioLine(
      `${what}: as slow as the statement by hand, median`,
      1 / times('hand', 0.5),
      { atMost: 1.5 },
    ),
  ];
}
