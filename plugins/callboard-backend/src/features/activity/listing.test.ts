import { Activity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  PersonName,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { createId } from '../../database/ids';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { downloadRows, downloadWorkbook } from './__testUtils__/download';
import { ruleDatabaseIds } from '../../__testUtils__/databases';
import { download } from '../../__testUtils__/download';
import { countAll } from './__testUtils__/countAll';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { catalogEntities } from '../../core/projects/__testUtils__/catalogEntities';
import { insertMany } from '../../database/bulk';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { numRuns } from '../../__testUtils__/random';

describe('activity list', () => {
  const DAY = 86_400_000;
  const databases = MigratedDatabases.create();
  const batch_id = createId(0);

  describe.each(databases.eachSupportedId())('activity list on %s', id => {
    let callboard: TestCallboard;
    let lab: string;
    let other: string;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      lab = await addWorkspace(callboard, 'lab', { timezone: 'Asia/Kolkata' });
      other = await addWorkspace(callboard, 'other');
      await addRows(callboard.knex, lab, [
        {
          action: 'search',
          created_at: Date.UTC(2026, 0, 31, 18, 29, 59, 999),
          entity_label: '100% of a_b \\ c',
          user_name: 'Zoë Ångström',
        },
        {
          action: 'page_view',
          created_at: Date.UTC(2026, 0, 31, 18, 30),
          entity_type: 'component',
          entity_id: 'component:default/pay',
          entity_label: 'ΟΔΟΣ Straße',
          user_id: people.admin,
          user_name: 'Ada Admin',
        },
        {
          action: 'update',
          created_at: Date.UTC(2026, 1, 1, 18, 29, 59, 999),
          entity_type: 'work_item',
          entity_id: 'component:default/pay',
          entity_label: 'ПРИВЕТ',
          user_id: people.admin,
          user_name: 'Ada Admin',
        },
        {
          action: 'update',
          created_at: Date.UTC(2026, 1, 1, 18, 30),
          entity_label: '1000 of axb',
        },
        {
          action: 'update',
          created_at: Date.UTC(2026, 1, 1, 18, 31),
          entity_label: 'detail',
          is_detail: true,
        },
      ]);
      await addRows(callboard.knex, other, [
        { action: 'search', entity_label: 'elsewhere' },
      ]);
      const made = { created_at: Date.UTC(2026, 1, 1), action: 'update' };
      await addRows(callboard.knex, await addWorkspace(callboard, 'batch'), [
        { ...made, batch_id, entity_label: 'the whole' },
        {
          ...made,
          batch_id,
          is_detail: true,
          entity_id: 'detailed',
          entity_label: 'detail',
        },
      ]);
    });

    afterAll(() => callboard.stop());

    const boss = () => callboard.as('superAdmin');

    /** The rows above that match a filter, oldest first. */
    const find = async (filter: string, slug = 'lab'): Promise<string[]> =>
      (
        await readAll(
          boss(),
          `/activity?workspace=${slug}&end=2026-02-03&${filter}`,
        )
      )
        .map(row => row.entity_label!)
        .reverse();

    const all = ['100% of a_b \\ c', 'ΟΔΟΣ Straße', 'ПРИВЕТ', '1000 of axb'];
    const [percent, road, hello, thousand] = all;

    it('lists rows newest first', async () => {
      expect(await find('')).toEqual(all);
      const rows = await readAll(boss(), '/admin/activity');
      const times = rows.map(row => row.created_at);
      expect(times).toEqual([...times].sort().reverse());
    });

    it.each([
      [`user_id=${people.admin}`, [road, hello]],
      [`actor_user_id=${people.admin}`, [road, hello]],
      [`user_id=${people.admin.toUpperCase()}`, [road, hello]],
      [`user_id=${people.admin}&actor_user_id=${people.admin}`, [road, hello]],
      ['user_id=user:default/unheard.of', []],
      ['action=update', [hello, thousand]],
      ['type=update', [hello, thousand]],
      ['action=update&type=update', [hello, thousand]],
      ['action=never_done', []],
      ['entity_type=component', [road]],
      ['entity_id=component:default/pay', [road, hello]],
      ['entity_id=component:default/pay&entity_type=work_item', [hello]],
      [`user_id=${people.admin}&action=update`, [hello]],
    ])('filters rows by %s', async (filter, expected) => {
      expect(await find(filter)).toEqual(expected);
    });

    it.each([
      ['straße', [road]],
      ['STRASSE', [road]],
      ['οδος', [road]],
      ['οδοσ', [road]],
      ['привет', [hello]],
      ['ÅNGSTRÖM', [percent]],
      ['A\u030angstro\u0308m', [percent]], // the same, decomposed
      ['0%', [percent]],
      ['_b', [percent]],
      ['\\ c', [percent]],
      ['a_b', [percent]],
      ['DEFAULT/PAY', [road, hello]],
      ['ada', [road, hello]],
      ['angstrom', [percent]],
      ['🚀', []],
      ['猫', []],
      ['nobody has this', []],
    ])(
      'searches for %p literally, ignoring case and accents',
      async (q, expected) => {
        expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(expected);
      },
    );

    it('filters by days in the time zone of the workspace, both ends included', async () => {
      expect(await find('start=2026-02-01')).toEqual([road, hello, thousand]);
      expect(await find('start=2026-02-02')).toEqual([thousand]);
      const until = async (query: string) =>
        (await readAll(boss(), `/activity?workspace=lab&${query}`)).map(
          row => row.entity_label,
        );
      expect(await until('start=2026-01-31&end=2026-01-31')).toEqual([percent]);
      expect(await until('start=1960-01-01&end=2026-01-31')).toEqual([percent]);
      expect(await until('start=0001-01-01&end=1960-01-01')).toEqual([]);
      const { body } = await boss().get('/activity?workspace=lab').expect(200);
      const summary = await boss()
        .get('/activity/summary?workspace=lab&start=0001-01-01')
        .expect(200);
      expect(summary.body.total).toBe(body.total);
      expect(await until('start=2026-02-01&end=2026-02-01')).toEqual([
        hello,
        road,
      ]);
    });

    it('filters by days in the time zone given by tz', async () => {
      expect(await find('tz=UTC&start=2026-02-01')).toEqual([hello, thousand]);
      expect(await find('tz=America/New_York&start=2026-02-01')).toEqual([
        hello,
        thousand,
      ]);
      expect(await find('tz=Pacific/Kiritimati&start=2026-02-02')).toEqual([
        hello,
        thousand,
      ]);
    });

    it('filters by days in the time zone of the workspace given by workspace_id', async () => {
      const readLabels = async (query: string) =>
        (await readAll(boss(), `/admin/activity?${query}`)).map(
          row => row.entity_label,
        );
      const range = 'start=2026-01-31&end=2026-01-31';
      expect(await readLabels(`workspace_id=${lab}&${range}`)).toEqual([
        percent,
      ]);
      expect(await readLabels(range)).toEqual([road, percent]);
    });

    it('limits rows to one workspace, or lists all workspaces without workspace_id', async () => {
      const readWorkspaceIds = async (path: string) =>
        new Set((await readAll(boss(), path)).map(row => row.workspace_id));
      expect(await readWorkspaceIds('/activity?workspace=lab')).toEqual(
        new Set([lab]),
      );
      expect(
        await readWorkspaceIds(`/admin/activity?workspace_id=${other}`),
      ).toEqual(new Set([other]));
      expect((await readWorkspaceIds('/admin/activity')).size).toBe(4);
      expect(
        (
          await readWorkspaceIds(
            '/admin/activity?workspace_id=00000000-0000-7000-8000-000000000000',
          )
        ).size,
      ).toBe(0);
    });

    it('omits details of bulk changes unless details=true', async () => {
      expect(await find('details=true')).toEqual([...all, 'detail']);
      expect(await find('details=false')).toEqual(all);
      const path = '/activity?workspace=lab&end=2026-02-03';
      const { body: without } = await boss().get(path);
      const { body: including } = await boss().get(`${path}&details=true`);
      expect([without.total, including.total]).toEqual([4, 5]);
    });

    it.each([
      ['q=detail', ['detail']],
      ['q=detail&details=false', []],
      ['entity_id=detailed', ['detail']],
      ['entity_id=detailed&details=false', []],
      [`batch_id=${batch_id}`, ['the whole', 'detail']],
      [`batch_id=${batch_id}&details=false`, ['the whole']],
      ['batch_id=00000000-0000-7000-8000-000000000000', []],
    ])(
      'applies %s to details alike in list, total, summary and export @full-postgres',
      async (filter, expected) => {
        expect(await find(filter, 'batch')).toEqual(expected);
        const path = `/activity`;
        const query = `workspace=batch&${filter}`;
        const { body: list } = await boss().get(`${path}?${query}`);
        const { body: summary } = await boss().get(`${path}/summary?${query}`);
        const rows = await downloadRows(
          boss(),
          `${path}/export.jsonl?${query}`,
        );
        expect([list.total, summary.total, rows.length]).toEqual([
          expected.length,
          expected.length,
          expected.length,
        ]);
      },
    );

    it('returns the single row with the given id, only in its workspace', async () => {
      const [detail] = await readAll(
        boss(),
        '/activity?workspace=batch&entity_id=detailed',
      );
      expect(await find(`id=${detail.id}`, 'batch')).toEqual(['detail']);
      expect(await find(`id=${detail.id}`, 'lab')).toEqual([]);
    });

    it('omits page views and searches when views=false', async () => {
      expect(await find('views=false')).toEqual([hello, thousand]);
      expect(await find('views=true')).toEqual(all);
      expect(await find('views=false&action=search')).toEqual([]);
    });

    it('limits the total of a text search to 10,000 and sets total_at_least above it @full', async () => {
      const many = await addWorkspace(callboard, 'many');
      const text = { action: 'update', entity_label: 'one of many' };
      await addRows(
        callboard.knex,
        many,
        Array.from({ length: 10_000 }, () => text),
      );
      const ask = async () =>
        (await boss().get('/activity?workspace=many&q=of%20many&limit=1')).body;
      expect(await ask()).toMatchObject({ total: 10_000 });
      expect(await ask()).not.toHaveProperty('total_at_least');
      await addRows(callboard.knex, many, [text]);
      expect(await ask()).toMatchObject({
        total: 10_000,
        total_at_least: true,
      });
    });

    it('returns the exact total unless total=false', async () => {
      const path = `/activity?workspace=lab&user_id=${people.admin}&limit=1`;
      const { body } = await boss().get(path).expect(200);
      expect(body).toMatchObject({
        success: true,
        total: 2,
        page: 1,
        limit: 1,
      });
      const { body: bare } = await boss()
        .get(`${path}&total=false`)
        .expect(200);
      expect(bare).not.toHaveProperty('total');
      expect(bare.activities).toEqual(body.activities);
    });

    it('lists rows of any age @full-postgres', async () => {
      const now = Date.now();
      const ages = [0, 40, 400, 4_000].map(days => days * DAY);
      const rows = await addRows(
        callboard.knex,
        lab,
        ages.map(age => ({ entity_id: 'aged', created_at: now - age })),
      );
      const found = await readAll(
        boss(),
        '/activity?workspace=lab&entity_id=aged',
      );
      expect(found.map(row => row.id)).toEqual(rows.map(row => row.id));
    });
  });
});

describe('activity list validation', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  describe.each(databases.eachSupportedId())(
    'activity list validation on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
      });

      afterAll(() => callboard.stop());

      const readErrorMessage = async (query: string, path = '/activity') =>
        (await callboard.as('superAdmin').get(`${path}?${query}`).expect(400))
          .body.error.message;

      it.each([
        ['limit=0', 'query.limit: must be at least 1'],
        ['limit=201', 'query.limit: must be at most 200'],
        ['limit=abc', 'query.limit: must be a whole number from 1 to 200'],
        ['limit=1.5', 'query.limit: must be a whole number from 1 to 200'],
        ['limit=', 'query.limit: must be a whole number from 1 to 200'],
        ['limit=-1', 'query.limit: must be a whole number from 1 to 200'],
        ['page_size=201', 'query.page_size: must be at most 200'],
        ['limit=1&page_size=2', 'query.page_size: is an alias of limit'],
        ['page=0', 'query.page: must be at least 1'],
        [
          'page=2001',
          'query.page: can reach at most 100000 rows. Use cursor for more',
        ],
        [
          'page=501&page_size=200',
          'query.page: can reach at most 100000 rows. Use cursor for more',
        ],
        ['page=x', 'query.page: must be a whole number'],
        ['cursor=abc&page=1', 'query.cursor: cannot be combined with page'],
        ['cursor=garbage', 'query.cursor: is not a cursor of this list'],
        ['cursor=%00', 'query.cursor'],
        ['cursor=', 'query.cursor: is not a cursor of this list'],
        [
          'start=2026-02-02&end=2026-02-01',
          'query.end: must not be before start',
        ],
        ['start=2026-02-30', 'query.start: is not a valid date'],
        ['start=2026-2-3', 'query.start: must be a date like 2026-01-31'],
        ['end=tomorrow', 'query.end: must be a date like 2026-01-31'],
        ['tz=Mars/Olympus', 'query.tz: must be an IANA time zone'],
        ['tz=', 'query.tz: must be an IANA time zone'],
        ['action=a&type=b', 'query.type: is an alias of action'],
        [
          'user_id=user:default/a&actor_user_id=user:default/b',
          'query.actor_user_id: is an alias of user_id',
        ],
        ['action=', 'query.action: must not be empty'],
        ['q=', 'query.q: must have at least 2 characters'],
        ['q=a', 'query.q: must have at least 2 characters'],
        [`q=${'a'.repeat(201)}`, 'query.q: must have at most 200 characters'],
        ['q=%00', 'query.q: must not contain U+0000'],
        ['total=maybe', 'query.total: must be true or false'],
        ['details=1', 'query.details: must be true or false'],
        ['colour=red', 'query.colour: is not a known parameter'],
        ['limit=1&limit=2', 'query.limit: must be given only once'],
      ])('rejects ?%s', async (query, message) => {
        expect(await readErrorMessage(query)).toContain(message);
      });

      it('reports all invalid parameters of a query in one error', async () => {
        const message = await readErrorMessage(
          'limit=0&start=x&tz=y&colour=red',
        );
        for (const name of ['limit', 'start', 'tz', 'colour']) {
          expect(message).toContain(`query.${name}`);
        }
      });

      it('rejects forged cursors in lists and summaries', async () => {
        const forge = (position: unknown) =>
          Buffer.from(JSON.stringify(position)).toString('base64url');
        for (const position of [1, null, 'x', ['a'], { id: 1 }, 'a\u0000']) {
          const cursor = forge(position);
          expect(await readErrorMessage(`cursor=${cursor}`)).toBe(
            'query.cursor: is not a cursor of this list',
          );
          expect(
            await readErrorMessage(
              `group_by=user,date&cursor=${cursor}`,
              '/activity/summary',
            ),
          ).toBe('query.cursor: is not a cursor of this list');
        }
      });

      it('allows workspace_id only in /admin/activity', async () => {
        expect(
          await readErrorMessage('workspace_id=x', '/admin/activity'),
        ).toContain('query.workspace_id: must be a UUID');
        for (const path of ['/activity', '/me/activity']) {
          expect(
            await readErrorMessage(
              'workspace_id=00000000-0000-7000-8000-000000000000',
              path,
            ),
          ).toContain('query.workspace_id: is not a known parameter');
        }
        expect(
          await readErrorMessage('workspace=lab', '/me/activity'),
        ).toContain('query.workspace: is not a known parameter');
      });
    },
  );
});

describe('activity list paging', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'pages of the activity list on %s',
    id => {
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

      it('returns numbered pages of the size in limit or page_size', async () => {
        const path = '/activity?workspace=lab&entity_id=pages';
        const listActions = async (query: string) =>
          (
            await boss().get(`${path}&${query}`).expect(200)
          ).body.activities.map((row: Activity) => row.action);
        const newestFirst = ['d', 'c', 'b', 'a'];
        expect(await listActions('limit=3')).toEqual(newestFirst.slice(0, 3));
        expect(await listActions('page=2&limit=3')).toEqual(
          newestFirst.slice(3),
        );
        expect(await listActions('page=2&page_size=1')).toEqual([
          newestFirst[1],
        ]);
        expect(await listActions('page=2&page_size=1&limit=1')).toEqual([
          newestFirst[1],
        ]);
        expect(await listActions('page=500&limit=200')).toEqual([]);
      });

      it('returns next_cursor until the last page', async () => {
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

      it('returns every row exactly once while new rows arrive @full', async () => {
        let run = 0;
        await fc.assert(
          fc.asyncProperty(
            fc.integer({ min: 1, max: 25 }),
            fc.integer({ min: 1, max: 7 }),
            fc.array(fc.nat({ max: 3 }), { maxLength: 8 }),
            async (count, limit, arrivals) => {
              run += 1;
              const entity_id = `paging-${run}`;
              // Several rows share a millisecond, like the rows of a batch.
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
          { numRuns: numRuns(15) },
        );
      });
    },
  );
});

describe('inherited property names as values', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  /** Properties that every object inherits. */
  const words = [
    'constructor',
    '__proto__',
    'prototype',
    'tostring',
    'hasownproperty',
    'valueof',
    '__definegetter__',
  ];

  describe.each(databases.eachSupportedId())(
    'inherited property names as values on %s',
    id => {
      let callboard: TestCallboard;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
        await callboard
          .as('member')
          .post(
            '/activity',
            words.map(word => ({
              action: word,
              entity_type: word,
              entity_id: word,
              entity_label: word,
              metadata: JSON.parse(`{"${word}": {"${word}": "${word}"}}`),
            })),
          )
          .expect(201);
      });

      afterAll(() => callboard.stop());

      const get = async (path: string) =>
        (
          await callboard
            .as('superAdmin')
            .get(`/admin/activity${path}`)
            .expect(200)
        ).body;
      const filter = `user_id=${people.member}`;

      it.each(words)(
        'stores and finds %s like any other value @full-postgres',
        async word => {
          for (const parameter of ['action', 'entity_type', 'entity_id', 'q']) {
            const { activities } = await get(`?${filter}&${parameter}=${word}`);
            expect(activities).toMatchObject([
              { action: word, entity_type: word, entity_id: word },
            ]);
            expect(Object.entries(activities[0].metadata)).toEqual(
              // The only forbidden name of metadata, which is omitted.
              word === '__proto__'
                ? []
                : [[word, JSON.parse(`{"${word}": "${word}"}`)]],
            );
          }
        },
      );

      it.each(['counted', 'uncounted'])(
        'groups %s rows with such values like any others @full-postgres',
        async counted => {
          if (counted === 'counted') await countAll(callboard.knex);
          const summary = await get(
            `/summary?${filter}&group_by=action,entity_type`,
          );
          const facets = await get(`/facets?${filter}`);
          const sorted = [...words].sort();
          expect(
            summary.by_action.map((group: any) => group.action).sort(),
          ).toEqual(expect.arrayContaining(sorted));
          expect(
            summary.by_entity_type.map((group: any) => group.entity_type),
          ).toEqual(expect.arrayContaining(sorted));
          expect(summary.rows).toEqual(
            expect.arrayContaining(
              words.map(word => ({
                action: word,
                entity_type: word,
                count: 1,
              })),
            ),
          );
          expect(facets.entity_types).toEqual(
            expect.arrayContaining(
              words.map(word => ({ entity_type: word, count: 1 })),
            ),
          );
        },
      );

      it('exports inherited property names like other values', async () => {
        const boss = callboard.as('superAdmin');
        const path = (format: string) =>
          `/admin/activity/export.${format}?${filter}`;
        const rows = await downloadRows(boss, path('jsonl'));
        expect(rows.map(row => row.entity_type)).toEqual(
          expect.arrayContaining(words),
        );
        const { text } = await download(boss, path('csv'));
        const { workbook } = await downloadWorkbook(boss, path('xlsx'));
        const types = workbook.getWorksheet('Raw')!.getColumn(5).values;
        for (const word of words) {
          expect(text).toContain(`,${word},${word},${word},${word},`);
          expect(types).toContain(word);
        }
      });
    },
  );
});

const ref = 'component:default/payments-api';

describeCallboard(
  'activity of an entity',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const list = (who: PersonName, query = '', scope = '/activity') =>
      readAll(callboard().as(who), `${scope}?about=${ref}&${query}`);
    const typesFor = async (who: PersonName, query?: string) =>
      (await list(who, query)).map(
        ({ entity_type, action }) => `${entity_type}.${action}`,
      );
    let fixture: ProjectFixture;

    beforeAll(async () => {
      for (const role of ['member', 'guest'] as const) {
        await boss()
          .post('/workspaces/default/members', {
            user_ref: people[role],
            role,
          })
          .expect(201);
      }
      fixture = await ProjectFixture.open(callboard());
      const other = await ProjectFixture.open(callboard(), 'payments_api');
      const items = [await fixture.make(), await fixture.make()];
      await other.make();
      await boss()
        .post(`${fixture.path}/work-items/bulk-update`, {
          ids: items.map(({ id }) => id),
          changes: { priority: 'high' },
        })
        .expect(200);
      for (const entity_id of [ref, 'component:default/payments_api']) {
        await callboard()
          .as('member')
          .post('/activity', {
            action: 'entity_view',
            entity_type: 'component',
            entity_id,
          })
          .expect(201);
      }
    });

    it('lists activity of the entity, its project and the contents of the project', async () => {
      const all = await typesFor('superAdmin');
      expect(all[0]).toBe('component.entity_view');
      expect(all).toEqual(
        expect.arrayContaining([
          'project.create',
          'work_item.create',
          'project.bulk_update',
        ]),
      );
      expect(all.filter(what => what === 'work_item.create')).toHaveLength(2);
      // Lists a bulk change as a whole, without its details.
      expect(all).not.toContain('work_item.update');
      expect(await typesFor('superAdmin', 'details=true')).toContain(
        'work_item.update',
      );
      expect(await list('superAdmin', '', '/admin/activity')).toEqual(
        await list('superAdmin'),
      );
      expect(
        (await list('member', '', '/me/activity')).map(
          ({ entity_id }) => entity_id,
        ),
      ).toEqual([ref]);
    });

    it('omits entity views when views=false', async () => {
      const changes = await typesFor('superAdmin', 'views=false');
      expect(changes).not.toContain('component.entity_view');
      expect(changes).toContain('work_item.create');
      expect(await typesFor('superAdmin', 'action=entity_view')).toEqual([
        'component.entity_view',
      ]);
    });

    it('lists only rows that the user may see', async () => {
      const path = fixture.path;
      expect(await list('guest')).toEqual([]);
      const { body: membership } = await boss()
        .post(`${path}/members`, { user_ref: people.guest, role: 'member' })
        .expect(201);
      const shown = await typesFor('guest');
      expect(shown).toContain('work_item.create');
      expect(shown).not.toContain('component.entity_view');
      await boss().patch(path, { access: 'secret' }).expect(200);
      expect(await typesFor('member')).toEqual(['component.entity_view']);
      expect(await typesFor('guest')).toEqual(expect.arrayContaining(shown));
      await boss().patch(path, { access: 'open' }).expect(200);
      await boss().delete(`${path}/members/${membership.id}`).expect(204);
      expect(await list('guest')).toEqual([]);
      expect(await typesFor('member')).toContain('work_item.create');
    });

    it('returns the same rows in lists, totals, summaries, facets and exports @full @postgres', async () => {
      await countAll(callboard().knex);
      for (const who of ['superAdmin', 'member', 'guest'] as const) {
        for (const filter of ['', 'views=false', 'entity_type=work_item']) {
          const agent = callboard().as(who);
          const query = `about=${ref.toUpperCase()}&${filter}`;
          const rows = await readAll(agent, `/activity?${query}`, 3);
          const get = async (path: string) =>
            (await agent.get(`/activity${path}${query}`).expect(200)).body;
          expect((await get('?limit=1&')).total).toBe(rows.length);
          const summary = await get('/summary?group_by=date,action&');
          expect(summary.total).toBe(rows.length);
          expect(
            summary.rows.reduce(
              (sum: number, { count }: { count: number }) => sum + count,
              0,
            ),
          ).toBe(rows.length);
          const { entity_types } = await get('/facets?');
          expect(
            entity_types
              .map((type: { entity_type: string }) => type.entity_type)
              .sort(),
          ).toEqual([...new Set(rows.map(row => row.entity_type))].sort());
          expect(
            await downloadRows(agent, `/activity/export.jsonl?${query}`),
          ).toEqual(rows);
        }
      }
    });

    it('returns the same rows when the entity has had 600 deleted projects @full-postgres @postgres', async () => {
      const { knex } = callboard();
      const mine = await list('member', '', '/me/activity');
      const all = await list('superAdmin', 'details=true', '/admin/activity');
      const { id: _id, ...project } = await knex('projects')
        .where({ id: fixture.pid })
        .first();
      const deleted_at = new Date();
      const former = Array.from({ length: 600 }, () => ({
        ...project,
        id: createId(Date.now()),
        deleted_at,
      }));
      await insertMany(knex, 'projects', former);
      const [row] = await addRows(knex, project.workspace_id, [
        { project_id: former[300].id, user_id: people.member },
      ]);
      const getIds = (rows: Array<{ id: string }>) => rows.map(({ id }) => id);
      expect(getIds(await list('member', '', '/me/activity'))).toEqual([
        row.id,
        ...getIds(mine),
      ]);
      expect(
        getIds(await list('superAdmin', 'details=true', '/admin/activity')),
      ).toEqual([row.id, ...getIds(all)]);
      for (const who of ['superAdmin', 'member', 'guest'] as const) {
        const { body } = await callboard()
          .as(who)
          .get(`/activity?about=${ref}`)
          .expect(200);
        expect(body.total).toBe((await list(who)).length);
      }
    });

    it('returns no rows for an unknown entity and 400 for an empty reference', async () => {
      expect(
        await readAll(boss(), '/activity?about=component:default/none'),
      ).toEqual([]);
      await boss().get('/activity?about=').expect(400);
    });
  },
);
