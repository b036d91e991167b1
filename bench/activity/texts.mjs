import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, times } from '../lib/measure.mjs';
import { person, workspaces } from './data.mjs';

const { ActivityReader } = loadBackend('features/activity/ActivityReader');
const { selectActivityParts } = loadBackend('features/activity/selectActivity');

const ROUNDS = 20;
const LIST_BOUND = 300;
const TOTAL_BOUND = 1_000;

/** Beyond this many, rows with a text are not counted. */
const MOST = 10_001;

const texts = [
  ['a frequent text', 'service 1'],
  ['a name', 'person 0'],
  ['a rare text', 'service 19999'],
  ['an absent text', 'nowhere'],
  ['two absent characters', 'zq'],
];

const [workspace_id] = workspaces;
const scopes = [
  ['a super admin', { kind: 'all' }],
  ['a workspace admin', { kind: 'workspace', workspace_id }],
  ['a member', { kind: 'workspace', workspace_id, seenBy: person(2_500) }],
];

/** Searches for texts in the log beside reading all of it with LIKE. */
export async function* textCases({ knex }) {
  const reader = new ActivityReader(knex);
  for (const [who, scope] of scopes) {
    for (const [what, q] of texts) {
      const selection = { scope, filter: { q, details: true }, zone: 'UTC' };
      for (const total of [false, true]) {
        const page = await reader.list(selection, { limit: 50, total });
        const found = await times(ROUNDS, () =>
          reader.list(selection, { limit: 50, total }),
        );
        const like = await byLike(knex, selection, total);
        if (total && page.total !== Math.min(like.found, MOST - 1)) {
          throw new Error(`${q}: ${page.total} instead of ${like.found}`);
        }
        yield line(
          `${who}, ${what}: list${total ? ' with `total`' : ''}, p95`,
          percentile(found, 0.95),
          total ? TOTAL_BOUND : LIST_BOUND,
          `${Math.round(like.ms)} ms with LIKE`,
        );
      }
    }
  }
}

/** The same by plain statements, once. */
async function byLike(knex, selection, total) {
  const part = (query, limit) =>
    knex.from(query.select('activity.id').limit(limit).as('part'));
  const began = performance.now();
  const pages = selectActivityParts(knex, selection).map(({ query }) =>
    part(query.orderBy('activity.id', 'desc'), 51),
  );
  await knex.from(knex.unionAll(pages).as('found')).select('id');
  let found = 0;
  if (total) {
    const parts = selectActivityParts(knex, selection).map(({ query }) =>
      part(query, MOST),
    );
    const [row] = await knex
      .from(knex.unionAll(parts).as('found'))
      .count({ count: '*' });
    found = Number(row.count);
  }
  return { ms: performance.now() - began, found };
}
