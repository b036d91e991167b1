import fc from 'fast-check';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { people } from '../../../__testUtils__/startCallboard';
import { createId } from '../../../database/ids';
import { addRows } from '../__testUtils__/activityRows';
import { countAll } from '../__testUtils__/countAll';
import { ActivityReader } from '../ActivityReader';
import {
  ActivityScope,
  ActivitySelection,
  selectActivityParts,
} from '../selectActivity';
import { countNewRows, checkRollups } from '../rollups/ActivityCounts';
import { readInLogSnapshot } from '../rollups/watermark';
import { deleteCountedRows } from '../rollups/countedRows';
import { deleteSomeUnusedTexts } from './deleteUnusedTexts';
import { createPartSearches } from './PartSearch';
import { textKinds } from './textTables';
import { numRuns } from '../../../__testUtils__/random';

const databases = MigratedDatabases.create();

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15);

/** Characters that break patterns, case, accents, lines and scripts. */
const signs = [
  'a',
  'A',
  'b',
  '%',
  '_',
  '\\',
  "'",
  '"',
  '?',
  ':',
  '\n',
  ' ',
  'ß',
  'ss',
  'Σ',
  'ς',
  'é',
  'e\u0301',
  'İ',
  'ﬃ',
  'я',
  '漢',
  '😀',
];
const text = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(...signs), { minLength, maxLength })
    .map(found => found.join(''));

const persons = [people.member, people.guest, people.admin];
const entities = ['E1', 'e-2', 'component:default/ß%'];
const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: value },
  );

const row = fc.record({
  user_id: fc.constantFrom(...persons),
  user_name: text(0, 3),
  entity_id: fc.constantFrom(null, ...entities),
  entity_label: fc.option(text(0, 5), { nil: null }),
  entity_type: fc.constantFrom(null, 'component'),
  action: fc.constantFrom('page_view', 'update'),
  is_detail: fc.boolean(),
  visibility: fc.constantFrom<'workspace' | 'people' | 'admins'>(
    'workspace',
    'people',
    'admins',
  ),
  people: fc.constantFrom([], [people.member]),
  created_at: fc
    .integer({ min: -3 * DAY, max: 0 })
    .map(distance => NOW + distance),
});

const batches = fc.array(
  fc.record({
    rows: fc.array(row, { minLength: 4, maxLength: 12 }),
    folds: fc.integer({ min: 0, max: 3 }),
  }),
  { minLength: 1, maxLength: 4 },
);

const filters = fc.record({
  user_id: maybe(fc.constantFrom(...persons)),
  entity_id: maybe(fc.constantFrom(...entities)),
  entity_type: maybe(fc.constant('component')),
  action: maybe(fc.constantFrom('page_view', 'update')),
  views: maybe(fc.constant(false)),
  start: maybe(fc.constantFrom('2026-06-13', '2026-06-14')),
  end: maybe(fc.constantFrom('2026-06-14', '2026-06-15')),
  details: fc.constantFrom(true, true, false),
});

const steps = fc.record({
  firstRows: fc.integer({ min: 1, max: 3 }),
  furtherRows: fc.integer({ min: 1, max: 6 }),
  firstTexts: fc.integer({ min: 1, max: 3 }),
});

const resolvedQuery = fc.record({
  filter: filters,
  // A substring of an existing text, or an arbitrary one.
  q: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        nth: fc.nat(),
        from: fc.nat(),
        length: fc.nat(2),
      }),
    },
    { weight: 1, arbitrary: text(2, 3) },
  ),
  scope: fc.constantFrom('all', 'person', 'admin', 'member'),
  steps,
  most: fc.integer({ min: 1, max: 12 }),
  before: maybe(fc.nat()),
});

describe.each(databases.eachSupportedId())('activity text search on %s', id => {
  let knex: Knex;
  let reader: ActivityReader;
  let workspace_id: string;

  beforeAll(async () => {
    knex = await databases.init(id);
    reader = new ActivityReader(knex);
  });

  beforeEach(() => {
    workspace_id = createId(Date.now());
  });

  afterAll(() => knex.destroy());

  const scopes = (name: string): ActivityScope => {
    switch (name) {
      case 'all':
        return { kind: 'all' };
      case 'person':
        return { kind: 'person', user_id: people.member };
      case 'admin':
        return { kind: 'workspace', workspace_id };
      default:
        return {
          kind: 'workspace',
          workspace_id,
          seenBy: { user_ref: people.member, is_guest: false },
        };
    }
  };

  const createSelection = (
    q: string,
    filter = {},
    scope = 'admin',
  ): ActivitySelection => ({
    scope: scopes(scope),
    filter: { details: true, ...filter, q },
    zone: 'UTC',
  });

  /** The ids of each part according to LIKE, newest first. */
  const foundByLike = (selection: ActivitySelection) =>
    Promise.all(
      selectActivityParts(knex, selection).map(({ query }) =>
        query.orderBy('activity.id', 'desc').pluck('activity.id'),
      ),
    );

  const list = async (q: string) =>
    reader.list(createSelection(q), { total: true, limit: 50 });
  const listIds = async (q: string) =>
    (await list(q)).activities.map(activity => activity.id);

  it('finds the rows that LIKE finds, for any filter and visibility scope @full', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.array(resolvedQuery, { minLength: 10, maxLength: 10 }),
        async (added, questions) => {
          workspace_id = createId(Date.now());
          const texts: string[] = [];
          for (const { rows, folds } of added) {
            await addRows(knex, workspace_id, rows);
            texts.push(
              ...rows.map(({ entity_label, entity_id, user_name }) =>
                [entity_label, entity_id, user_name].join('\n'),
              ),
            );
            for (let n = 0; n < folds; n += 1) {
              await countNewRows(knex, 4);
            }
          }
          for (const { q, filter, scope, most, ...requested } of questions) {
            const among =
              typeof q === 'string' ? q : texts[q.nth % texts.length];
            const from =
              typeof q === 'string' ? 0 : q.from % (among.length - 1);
            const length = typeof q === 'string' ? 9 : q.length + 2;
            const part = among.slice(from, from + length);
            const selection = createSelection(
              part.length < 2 ? 'aa' : part,
              filter,
              scope,
            );
            const expected = await foundByLike(selection);
            const all = expected.flat().sort().reverse();
            const beforeId =
              requested.before === undefined
                ? undefined
                : all[requested.before % all.length];
            seen += all.length;
            await readInLogSnapshot(knex, async log => {
              const searches = (await createPartSearches(log, selection, {
                beforeId,
                steps: requested.steps,
              }))!;
              for (const [index, search] of searches.entries()) {
                const ids = expected[index].filter(
                  found => beforeId === undefined || found < beforeId,
                );
                expect(await search.findNewestIds(most)).toEqual(
                  ids.slice(0, most),
                );
                expect(await search.count(most)).toBe(
                  Math.min(ids.length, most),
                );
              }
            });
          }
          const checked = await checkRollups(knex);
          expect(checked.map(({ differences }) => differences)).toEqual(
            checked.map(() => 0),
          );
        },
      ),
      { numRuns: numRuns(12), endOnFailure: true },
    );
    expect(seen).toBeGreaterThan(100);
  });

  it('reads the text index instead of the log, except for rows not indexed yet', async () => {
    await addRows(knex, workspace_id, [
      { entity_id: 'needle', created_at: NOW - DAY },
      { entity_label: 'Needle', created_at: NOW - DAY },
      { user_name: 'A Needle', user_id: people.guest, created_at: NOW - DAY },
      ...Array.from({ length: 1_000 }, () => ({ created_at: NOW })),
    ]);
    await countAll(knex);
    expect((await list('needle')).total).toBe(3);
    await knex('activity_texts').where({ workspace_id }).delete();
    expect(await list('needle')).toMatchObject({ total: 0, activities: [] });
    await addRows(knex, workspace_id, [
      { entity_id: 'needle', created_at: NOW - DAY },
    ]);
    expect((await list('needle')).total).toBe(1);
  });

  it('returns the same matches in list, total, summary and facets', async () => {
    await addRows(knex, workspace_id, [
      { entity_label: '50%', entity_id: 'x', is_detail: true },
      { entity_label: '50', user_name: '50% Bob', user_id: people.guest },
      { entity_label: '500', action: 'update' },
    ]);
    await countAll(knex);
    const selection = createSelection('0%');
    expect((await list('0%')).total).toBe(2);
    expect((await list('0%')).activities).toHaveLength(2);
    const summary = await reader.summarize(selection, {
      weekStart: 1,
      limit: 10,
    });
    expect(summary.total).toBe(2);
    const facets = await reader.readFacets(selection);
    expect(facets.users).toHaveLength(2);
  });

  it('deletes indexed texts with the last row that contains them', async () => {
    const rows = await addRows(knex, workspace_id, [
      { entity_label: 'Secret', entity_id: 'staff-1', created_at: NOW - DAY },
      { entity_label: 'Secret term', created_at: NOW - DAY },
      {
        user_name: 'Secret Name',
        entity_label: 'Secret term',
        created_at: NOW,
      },
      { entity_label: 'Secret', entity_id: 'staff-1', created_at: NOW },
    ]);
    await countAll(knex);
    const remove = async (some: ReadonlyArray<{ id: string }>) => {
      const ids = some.map(each => each.id);
      await knex.transaction(tx =>
        deleteCountedRows(tx, ids, async () => {
          await tx('activity').whereIn('id', ids).delete();
        }),
      );
      let after: string | undefined;
      do {
        after = await deleteSomeUnusedTexts(knex, NOW, after);
      } while (after);
    };
    const readTexts = async (kind: number) =>
      (
        await knex('activity_texts')
          .where({ workspace_id, kind })
          .orderBy('text')
          .pluck('text')
      ).map(found => found.split('\n')[0]);
    const texts = async () => ({
      entities: await readTexts(textKinds.entity),
      labels: await readTexts(textKinds.label),
    });
    const noted = await texts();
    expect(noted.entities).toHaveLength(1);
    expect(noted.labels.length).toBeGreaterThan(0);

    await remove(rows.slice(0, 2));
    expect(await listIds('secret')).toEqual([rows[3].id, rows[2].id]);
    expect((await texts()).entities).toEqual(noted.entities);
    await remove(rows.slice(2));
    expect(await knex('activity_texts').where({ workspace_id })).toEqual([]);
    expect(
      await knex('activity_text_rows').whereIn(
        'activity_id',
        rows.map(each => each.id),
      ),
    ).toEqual([]);
  });

  it('ignores the text index while its watermark is not valid', async () => {
    const [one] = await addRows(knex, workspace_id, [{ entity_label: 'Here' }]);
    await countAll(knex);
    const [{ arrival }] = await knex('activity_rollup_watermark');
    await knex('activity_rollup_watermark').update({ arrival: '900000000000' });
    await knex('activity_texts').where({ workspace_id }).delete();
    expect(await listIds('here')).toEqual([one.id]);
    await knex('activity_rollup_watermark').update({ arrival });
  });
});
