import { isDeepStrictEqual } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, timed, times } from '../lib/measure.mjs';
import { PEOPLE, person } from './data.mjs';
import { DAY_MS } from '../lib/values.mjs';

const { countByDimensions } = loadBackend(
  'features/activity/countByDimensions',
);

const ROUNDS = 9;

/** What summaries are narrowed by, and how long they may take. */
const narrowed = [
  ['no filter', {}, 200],
  ['the busiest person', { user_id: person(0) }, 200],
  ['a usual person', { user_id: person(PEOPLE / 2) }, 200],
  ['a frequent action', { action: 'page_view' }, 500],
  ['a rare action', { action: 'export' }, 500],
  ['an entity type', { entity_type: 'component' }, 500],
  [
    'the busiest person, an action',
    { user_id: person(0), action: 'page_view' },
    1_500,
  ],
  [
    'the busiest person, an entity type',
    { user_id: person(0), entity_type: 'component' },
    1_500,
  ],
  [
    'an action, an entity type',
    { action: 'page_view', entity_type: 'component' },
    1_500,
  ],
];

const parts = {
  by_user: 'user',
  by_action: 'action',
  by_entity_type: 'entity_type',
  by_day: 'date',
};

/** The same from the log itself. */
export async function countDirectly(knex, selection) {
  const found = {};
  for (const [part, dimension] of Object.entries(parts)) {
    const groups = await countByDimensions({ knex }, selection, {
      dimensions: [dimension],
      weekStart: 1,
      orderBy: dimension === 'date' ? 'key' : 'count',
    });
    found[part] = groups.map(({ group }) => group);
  }
  return found;
}

/** Summaries of 90 days, each compared with counting the rows. */
export async function* summaryCases({ knex, get, span }) {
  const day = ms => new Date(ms).toISOString().slice(0, 10);
  const range = { start: day(span.from), end: day(span.to - DAY_MS) };
  for (const tz of ['UTC', 'Asia/Kolkata', 'America/New_York']) {
    for (const [name, filter, bound] of narrowed) {
      const query = new URLSearchParams({ ...filter, ...range, tz });
      const path = `/admin/activity/summary?${query}`;
      const answer = JSON.parse(await get(path));
      const took = percentile(await times(ROUNDS, () => get(path)), 0.5);
      const direct = await timed(() =>
        countDirectly(knex, {
          scope: { kind: 'all' },
          filter: { ...filter, ...range },
          zone: tz,
        }),
      );
      const isEqual = Object.keys(parts).every(part =>
        isDeepStrictEqual(answer[part], direct.value[part]),
      );
      yield line(
        `summary of 90 days in ${tz}: ${name}`,
        took,
        bound,
        `${isEqual ? 'equal to' : '**differs from**'} counting the ${
          answer.total
        } rows, ${Math.round(direct.ms)} ms`,
      );
    }
  }
}
