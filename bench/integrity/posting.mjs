import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend } from '../lib/backend.mjs';
import { atMost } from '../lib/figures.mjs';
import { createPosting } from '../lib/posting.mjs';
import { createSealer, sealAll } from '../lib/sealing.mjs';

const { sum } = requireOfBackend('lodash');

const POSTERS = 32;

/** How often a portal seals. */
const SEAL_MS = 5_000;

/** How many posts a second are possible without sealing beside those with it, in turns. */
export async function measurePosting({ figure, sizes }, { knex, engine }) {
  const post = createPosting(knex);
  for (const [what, size, bound] of [
    ['one event', 1, 1.05],
    ['100 events', 100, 1.2],
  ]) {
    const found = { with: [], without: [] };
    for (let turn = -1; turn < sizes.fewTurns; turn += 1) {
      for (const side of ['without', 'with']) {
        await sealAll(knex);
        const rate = await postFor(post, size, {
          seconds: turn < 0 ? 2 : sizes.seconds,
          sealer: side === 'with' ? createSealer(knex) : undefined,
        });
        if (turn >= 0) found[side].push(rate);
      }
    }
    const [without, together] = [found.without, found.with].map(sum);
    figure
      .on({ engine })
      .group('posting without sealing beside posting with it')(
      what,
      without / together,
      atMost(bound, '×'),
      `${Math.round(without / sizes.fewTurns)} and ${Math.round(
        together / sizes.fewTurns,
      )} posts/s`,
    );
  }
}

async function postFor(post, size, { seconds, sealer }) {
  const until = performance.now() + seconds * 1_000;
  const stopping = new AbortController();
  const sealing = sealer && sealRepeatedly(sealer, stopping.signal);
  let posts = 0;
  await Promise.all(
    Array.from({ length: POSTERS }, async () => {
      while (performance.now() < until) {
        posts += 1;
        await post(posts * size, size);
      }
    }),
  );
  stopping.abort();
  await sealing;
  return posts / seconds;
}

async function sealRepeatedly(sealer, signal) {
  while (!signal.aborted) {
    await sealer.catchUp(signal);
    await sleep(SEAL_MS, undefined, { signal }).catch(() => {});
  }
}
