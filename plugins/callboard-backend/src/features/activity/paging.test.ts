import { Activity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace } from './__testUtils__/activityRows';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('pages of a list on %s', id => {
  let callboard: TestCallboard;
  let lab: string;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    lab = await addWorkspace(callboard, 'lab');
    await addRows(
      callboard.knex,
      lab,
      ['a', 'b', 'c', 'd'].map(action => ({ action, entity_id: 'pages' })),
    );
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');

  it('come in pages of limit or page_size, by number', async () => {
    const path = '/activity?workspace=lab&entity_id=pages';
    const actionsOf = async (query: string) =>
      (await boss().get(`${path}&${query}`).expect(200)).body.activities.map(
        (row: Activity) => row.action,
      );
    const newestFirst = ['d', 'c', 'b', 'a'];
    expect(await actionsOf('limit=3')).toEqual(newestFirst.slice(0, 3));
    expect(await actionsOf('page=2&limit=3')).toEqual(newestFirst.slice(3));
    expect(await actionsOf('page=2&page_size=1')).toEqual([newestFirst[1]]);
    expect(await actionsOf('page=2&page_size=1&limit=1')).toEqual([
      newestFirst[1],
    ]);
    expect(await actionsOf('page=500&limit=200')).toEqual([]);
  });

  it('name the next page until there is none', async () => {
    const path = '/activity?workspace=lab&entity_id=pages';
    const { body: first } = await boss().get(`${path}&limit=3`).expect(200);
    const { body: last } = await boss()
      .get(`${path}&limit=3&cursor=${first.next_cursor}`)
      .expect(200);
    expect(last.activities).toHaveLength(1);
    expect(last).toMatchObject({ total: 4, page: null, next_cursor: null });
    const { body: whole } = await boss().get(`${path}&limit=4`).expect(200);
    expect(whole.next_cursor).toBeNull();
  });

  it('neither repeat nor skip a row while others arrive', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat({ max: 3 }), { maxLength: 8 }),
        async (count, limit, arrivals) => {
          run += 1;
          const entity_id = `paging-${run}`;
          // Several rows share a millisecond, as those of a batch do.
          const rows = await addRows(
            callboard.knex,
            lab,
            Array.from({ length: count }, (_, n) => ({
              entity_id,
              created_at: Date.UTC(2026, 5, 1) + Math.floor(n / 3),
            })),
          );
          const seen: string[] = [];
          let cursor = '';
          let page = 0;
          do {
            const { body } = await boss()
              .get(
                `/activity?workspace=lab&entity_id=${entity_id}&limit=${limit}${
                  cursor && `&cursor=${cursor}`
                }`,
              )
              .expect(200);
            seen.push(...body.activities.map((row: Activity) => row.id));
            cursor = body.next_cursor ?? '';
            if (arrivals[page]) {
              await addRows(
                callboard.knex,
                lab,
                Array(arrivals[page]).fill({
                  entity_id,
                  created_at: Date.UTC(2026, 5, 2) + page,
                }),
              );
            }
            page += 1;
          } while (cursor);
          expect(seen).toEqual(rows.map(row => row.id).reverse());
        },
      ),
      { numRuns: 15 },
    );
  });
});
