import { isDeepStrictEqual } from 'node:util';
import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, timed, times } from '../lib/measure.mjs';
import { PEOPLE, person, workspaces } from './data.mjs';
import { countDirectly } from './summaries.mjs';
import { DAY_MS } from '../lib/values.mjs';

const { ActivityReader } = loadBackend('features/activity/ActivityReader');

const ROUNDS = 9;

/** Whose sight is measured: each sees 40 of the 300 projects. */
export const viewers = [
  ['the busiest person', person(0)],
  ['a usual person', person(PEOPLE / 2)],
];

/** What a member asks for, and how long it may take. */
const filters = [
  ['no filter', {}],
  ['an action', { action: 'update' }],
  ['an entity type', { entity_type: 'work_item' }],
];

/**
 * Lists, totals and summaries of a workspace as members see it, the summaries
 * compared with counting the rows. Without HTTP: what is measured is the sight.
 */
export async function* memberCases({ knex, span }) {
  const reader = new ActivityReader(knex);
  const day = ms => new Date(ms).toISOString().slice(0, 10);
  const range = { start: day(span.from), end: day(span.to - DAY_MS) };
  for (const [who, seenBy] of viewers) {
    const scope = { kind: 'workspace', workspace_id: workspaces[0], seenBy };
    for (const zone of ['UTC', 'Asia/Kolkata']) {
      for (const [name, filter] of filters) {
        const selection = { scope, filter: { ...filter, ...range }, zone };
        const list = () => reader.list(selection, { limit: 50, total: true });
        const summarize = () =>
          reader.summarize(selection, { weekStart: 1, limit: 50 });
        const { total } = await list();
        yield line(
          `${who} as a member, ${zone}, ${name}: list with total`,
          percentile(await times(ROUNDS, list), 0.5),
          1_000,
          `${total} rows`,
        );
        const answer = await summarize();
        const took = percentile(await times(ROUNDS, summarize), 0.5);
        const direct = await timed(() => countDirectly(knex, selection));
        const isEqual = Object.keys(direct.value).every(part =>
          isDeepStrictEqual(answer[part], direct.value[part]),
        );
        yield line(
          `${who} as a member, ${zone}, ${name}: summary`,
          took,
          1_000,
          `${
            isEqual ? 'equal to' : 'DIFFERS from'
          } counting the ${total} rows, ${Math.round(direct.ms)} ms`,
        );
      }
    }
  }
}
