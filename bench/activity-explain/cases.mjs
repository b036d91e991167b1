import { loadBackend } from '../lib/backend.mjs';
import { projects, workspaces } from './data.mjs';

const { listActivity } = loadBackend('features/activity/listActivity');
const { countActivity } = loadBackend('features/activity/countActivity');
const { ActivityReader } = loadBackend('features/activity/ActivityReader');

const all = { kind: 'all' };
const workspace = { kind: 'workspace', workspace_id: workspaces[0] };
const busy = 'user:default/person.0';
const quiet = 'user:default/person.1999';
const seenBy = user_id => ({ ...workspace, seenBy: user_id });

const select = (filter = {}, scope = all) => ({ scope, filter, zone: 'UTC' });

/** The selections that lists and reports are asked for, and why. */
export const selections = {
  'no filter': select(),
  workspace: select({}, workspace),
  'small workspace': select({}, { ...workspace, workspace_id: workspaces[2] }),
  'busy person': select({ user_id: busy }),
  'quiet person': select({ user_id: quiet }),
  'own activity': select({}, { kind: 'person', user_id: quiet }),
  'frequent action': select({ action: 'page_view' }),
  'rare action': select({ action: 'export' }),
  'rare action of a workspace': select({ action: 'export' }, workspace),
  'entity type': select({ entity_type: 'worklog' }),
  'entity type of a workspace': select({ entity_type: 'worklog' }, workspace),
  'one entity': select({
    entity_type: 'component',
    entity_id: 'component:default/service-19999',
  }),
  'about an entity and its project': {
    ...select({ about: 'component:default/service-0' }),
    about: {
      entity_ref: 'component:default/service-0',
      project_ids: [projects[0]],
    },
  },
  'about an entity, for a member': {
    ...select({ about: 'component:default/service-0' }, seenBy(quiet)),
    about: {
      entity_ref: 'component:default/service-0',
      project_ids: [projects[0]],
    },
  },
  'history with details': select({
    entity_id: 'component:default/service-0',
    details: true,
  }),
  'without views': select({ views: false }),
  'without views, of a workspace': select({ views: false }, workspace),
  'one batch': select({
    batch_id: '01900000-0000-7000-8000-000000000000',
    details: true,
  }),
  'person and action': select({ user_id: busy, action: 'add_note' }),
  'busy member': select({}, seenBy(busy)),
  'quiet member': select({}, seenBy(quiet)),
  'member, one action': select({ action: 'page_view' }, seenBy(quiet)),
  'member, without views': select({ views: false }, seenBy(quiet)),
  'frequent text': select({ q: 'service 1' }),
  'rare text': select({ q: 'zeppelin' }),
  'absent text': select({ q: 'nowhere' }),
};

/** @returns the cases of an engine: what to run, by name */
export async function casesOf(knex, { from, to }) {
  const reader = new ActivityReader(knex);
  const deep = { scope: all, filter: {}, zone: 'UTC' };
  const [middle] = await knex('activity')
    .select('id')
    .orderBy('id')
    .offset(
      Math.floor(Number((await knex('activity').count('* as n'))[0].n) / 2),
    )
    .limit(1);
  const cases = {};
  for (const [name, selection] of Object.entries(selections)) {
    cases[`list: ${name}`] = () => listActivity(knex, selection, { limit: 51 });
    cases[`total: ${name}`] = () => countActivity(knex, selection);
  }
  cases['list: by cursor, half-way'] = () =>
    listActivity(knex, deep, { limit: 51, beforeId: middle.id });
  cases['list: quiet member by cursor, half-way'] = () =>
    listActivity(knex, selections['quiet member'], {
      limit: 51,
      beforeId: middle.id,
    });
  cases['list: page 1000'] = () =>
    listActivity(knex, deep, { limit: 51, offset: 999 * 50 });
  cases['export: one batch'] = () =>
    listActivity(knex, deep, { limit: 500, beforeId: middle.id });
  const day = ms => new Date(ms).toISOString().slice(0, 10);
  const ninety = {
    start: day(to - 90 * 86_400_000),
    end: day(to),
  };
  cases['summary: 90 days'] = () =>
    reader.summarize(select(ninety), { weekStart: 1, limit: 50 });
  cases['summary: 90 days, by person and day'] = () =>
    reader.summarize(select(ninety), {
      weekStart: 1,
      limit: 50,
      group_by: ['user', 'date'],
    });
  cases['summary: 90 days of a member'] = () =>
    reader.summarize(select(ninety, seenBy(quiet)), {
      weekStart: 1,
      limit: 50,
    });
  cases['summary: all'] = () =>
    reader.summarize(select({ start: day(from) }), { weekStart: 1, limit: 50 });
  cases['facets: all'] = () => reader.facets(select());
  cases['facets: workspace, 90 days'] = () =>
    reader.facets(select(ninety, workspace));
  return cases;
}
