import { loadBackend } from '../lib/backend.mjs';
import { atMost } from '../lib/figures.mjs';
import { requester } from '../lib/http.mjs';
import { p95, times } from '../lib/timing.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

/** Texts, and how frequent they are. */
const texts = {
  rounding: 'in one title of five',
  webhook: 'in one of a hundred',
  gyroscope: 'in one of 50,000',
  legacy: 'in one of five, none changed lately',
  zzyzx: 'in none',
  'add refunds': 'two words, both frequent',
  'refunds 7712': 'two words, one rare',
  ro: 'two letters',
  'P7-311': 'an identifier',
  'P7-3': 'the start of one',
  311: 'a number',
  okafor: 'a name',
};

/** The search over everything somebody has access to; bounded on PostgreSQL. */
export async function measureSearch(context, callboard) {
  const { database, figure, sizes, progress } = context;
  if (!database.isPostgres) return;
  progress('search');
  for (const [who, person] of [
    ['everything', 'superAdmin'],
    ['as a member of 40 projects', 'member'],
  ]) {
    const send = requester(callboard, authorizationOf(person));
    await send('GET', '/me');
    const all = [];
    for (const [text, what] of Object.entries(texts)) {
      const path = `/search?q=${encodeURIComponent(text)}`;
      const found = await times(sizes.turns, () => send('GET', path), 3);
      all.push(...found);
      figure.group(`search ${who}, p95`)(
        `“${text}”, ${what}`,
        p95(found),
        atMost(100, 'ms'),
      );
    }
    figure.group(`search ${who}, p95`)(
      'all texts',
      p95(all),
      atMost(100, 'ms'),
    );
  }
}
