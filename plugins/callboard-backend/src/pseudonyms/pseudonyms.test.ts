import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  Activity,
  ErasurePreview,
  isPseudonym,
  AccessLogEntry,
  getPseudonymName,
} from '@callboard/plugin-callboard-common';
import { countBy, orderBy, sortBy } from 'lodash';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { databaseIds } from '../__testUtils__/databases';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../__testUtils__/describeCallboard';
import { download } from '../__testUtils__/download';
import { schedulerFactory } from '../__testUtils__/schedulerFactory';
import {
  people,
  PersonName,
  testEntities,
} from '../__testUtils__/startCallboard';
import { until } from '../__testUtils__/until';
import {
  addRows,
  addWorkspace,
  readAll,
} from '../features/activity/__testUtils__/activityRows';
import {
  downloadRows,
  downloadWorkbook,
} from '../features/activity/__testUtils__/download';
import { NAMES } from './__testUtils__/names';
import { allowNamesOnlyFor } from './__testUtils__/allowNamesOnlyFor';
import { untilRelayed } from '../__testUtils__/untilRelayed';
import { catalogEntities } from '../core/projects/__testUtils__/catalogEntities';
import { makeDashboardFixture } from '../features/dashboards/__testUtils__/makeDashboardFixture';
import { Receiver } from '../features/webhooks/__testUtils__/Receiver';
import { ProjectFixture } from '../features/work/__testUtils__/ProjectFixture';

const scheduler = mockServices.scheduler();

/** A person whose account name is an ordinary word. */
const JANE = 'user:default/jdoe';

const jane: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jdoe', namespace: 'default' },
  spec: {
    profile: { displayName: 'Jane Doe', email: 'jdoe@example.com' },
    memberOf: [],
  },
};

/** Matches a pseudonym, or its display name. */
const PSEUDONYM = /user:pseudonym|Person [0-9a-z]{10}/;

/** The activity endpoints, and their readers. */
const READERS: Array<[who: PersonName, scope: string]> = [
  ['admin', '/activity?workspace=lab'],
  ['guest', '/activity?workspace=lab'],
  ['reader', '/admin/activity?details=true'],
];

const addSubPath = (path: string, sub: string, more = '') =>
  path.replace('?', `${sub}?`) + more;

describeCallboard(
  'activity with pseudonyms',
  {
    config: {
      activity: {
        privacy: 'pseudonymous',
        pseudonymKey: 'a key of sixteen or more',
        readers: [people.reader],
      },
    },
    services: [
      allowNamesOnlyFor(people.superAdmin),
      schedulerFactory(scheduler),
    ],
    entities: [...testEntities, jane],
    databases: databaseIds,
  },
  callboard => {
    let lab: string;
    let staff: string;

    beforeAll(async () => {
      lab = await addWorkspace(callboard(), 'lab', {
        members: [
          [people.admin, 'admin'],
          [people.member, 'member'],
          [people.guest, 'guest'],
          [JANE, 'member'],
        ],
      });
      const other = await addWorkspace(callboard(), 'other', {
        members: [[people.member, 'admin']],
      });
      const boss = callboard().as('superAdmin');
      const { body } = await boss
        .post('/workspaces/lab/staff', {
          staff_id: 'E1',
          first_name: 'Odo',
          last_name: 'Norm',
          email: 'onorm@example.com',
        })
        .expect(201);
      staff = body.id;
      await boss
        .post('/workspaces/lab/departments', {
          name: 'Odo Norm and friends',
          manager_ref: people.member,
        })
        .expect(201);
      const shared = {
        visibility: 'workspace' as const,
        source: 'backend' as const,
      };
      await addRows(callboard().knex, lab, [
        { ...shared, entity_label: 'Payments', user_email: 'max@example.com' },
        {
          ...shared,
          user_id: people.admin,
          user_name: 'Ada Admin',
          entity_label: '1:1 with MAX MEMBER, @max.member',
          entity_type: 'meeting',
          entity_id: `m:${people.member}`,
          ip: '192.0.2.7',
          request_id: 'r',
          metadata: {
            names: { [people.member]: 'Max Member' },
            mail: ['max.member@example.com', { to: 'Norm, Odo' }],
            'Gus Guest': 1,
          },
          changes: [
            {
              field: 'assignees',
              old_value: null,
              new_value: [people.member, people.guest],
            },
          ],
        },
        { ...shared, user_id: people.guest, user_name: 'Gus Guest' },
        {
          ...shared,
          user_id: JANE,
          user_name: 'Jane Doe',
          entity_type: 'page',
          entity_id: '/catalog/default/user/jdoe/reviews',
          entity_label: 'jdoe · Reviews',
        },
        ...[
          '/callboard/activity?user_id=user%3Adefault%2Fmax.member',
          '/catalog?filters%5Bowner%5D=user%253Adefault%252Fjdoe',
          '/search?query=Jane%20Doe&mail=jdoe%40example.com',
          '/api/catalog/entities/by-name/user/default/jdoe',
          'Jane  Doe',
          'Jane\u00a0Doe',
          'Jane\nDoe',
          'Doe, Jane',
          'Member,Max',
          'ask @jdoe',
        ].map(text => ({
          ...shared,
          user_id: people.guest,
          user_name: 'Gus Guest',
          entity_type: 'page',
          entity_id: text,
          entity_label: text,
          metadata: { text },
        })),
      ]);
      await addRows(callboard().knex, other, [
        { ...shared, entity_label: 'Elsewhere' },
      ]);
    });

    const list = (who: PersonName, path: string) =>
      readAll(callboard().as(who), path);
    const get = async (who: PersonName, path: string): Promise<any> => {
      const { body } = await callboard().as(who).get(path).expect(200);
      return body;
    };
    const readPseudonym = async (label: string, path: string) => {
      const rows = await list('reader', path);
      return rows.find(row => row.entity_label === label)!.user_id;
    };
    const ADMIN = '/admin/activity?details=true';

    it('shows names to viewers whom the permission policy allows to see them', async () => {
      const rows = await list('superAdmin', '/admin/activity?details=true');
      const named = rows.filter(row => NAMES.test(JSON.stringify(row)));
      expect(named.length).toBeGreaterThan(10);
      expect(JSON.stringify(named)).toContain('Odo Norm and friends');
    });

    it.each(READERS)(
      'hides names from other viewers: %s in %s @full-sqlite',
      async (who, path) => {
        const rows = await list(who, path);
        const workbook = await downloadWorkbook(
          callboard().as(who),
          addSubPath(path, '/export.xlsx'),
        );
        const read = [
          rows,
          await get(who, addSubPath(path, '/summary', '&group_by=user,action')),
          await get(who, addSubPath(path, '/facets')),
          await downloadRows(
            callboard().as(who),
            addSubPath(path, '/export.jsonl'),
          ),
          (await download(callboard().as(who), addSubPath(path, '/export.csv')))
            .text,
          workbook.workbook.worksheets.map(sheet => sheet.getSheetValues()),
        ];
        const actors = rows.map(row => row.user_id);
        const persons = actors.filter(ref => ref.startsWith('user:'));
        expect(persons.length).toBeGreaterThan(2);
        expect(persons.filter(ref => !isPseudonym(ref))).toEqual([]);
        for (const part of read) {
          expect(NAMES.exec(JSON.stringify(part))?.[0]).toBeUndefined();
          expect(PSEUDONYM.test(JSON.stringify(part))).toBe(true);
        }
        expect(rows.every(row => row.user_email === null)).toBe(true);
      },
    );

    it('shows the same pseudonym for an actor in lists, summaries and facets', async () => {
      const max = await readPseudonym('Payments', ADMIN);
      const user = { user_id: max, user_name: getPseudonymName(max) };
      const path = '/activity?workspace=lab';
      const rows = await list('admin', path);
      expect(rows).toContainEqual(expect.objectContaining(user));
      const { by_user } = await get('admin', addSubPath(path, '/summary'));
      expect(by_user).toContainEqual(expect.objectContaining(user));
      const { users } = await get('admin', addSubPath(path, '/facets'));
      expect(users).toContainEqual(expect.objectContaining(user));
    });

    it('replaces people other than the actor with Somebody', async () => {
      const rows = await list('admin', '/activity?workspace=lab');
      const meeting = rows.find(row => row.entity_type === 'meeting')!;
      expect(meeting).toMatchObject({
        entity_id: 'm:Somebody',
        entity_label: 'Somebody',
        ip: null,
        request_id: null,
        metadata: {
          names: { Somebody: 'Somebody' },
          mail: ['Somebody', { to: 'Somebody' }],
        },
        changes: [{ field: 'assignees', new_value: ['Somebody', 'Somebody'] }],
      });
      const page = rows.find(row => row.entity_id?.startsWith('/catalog/'))!;
      expect(page).toMatchObject({
        entity_id: '/catalog/Somebody',
        entity_label: 'Somebody',
      });
    });

    it('hides the pseudonyms of users mentioned in posted events and departments', async () => {
      const events = [
        {
          action: 'meet',
          entity_type: 'user',
          entity_id: JANE,
          entity_label: 'Jane Doe',
          metadata: { whom: JANE, to: 'jdoe@example.com', by: 'Max Member' },
        },
        { action: 'meet', entity_type: 'user', entity_id: 'jdoe' },
        { action: 'meet', entity_type: 'x', entity_label: 'With Jane Doe' },
      ];
      for (const who of ['guest', 'admin'] as const) {
        await callboard()
          .as(who)
          .post('/activity?workspace=lab', events)
          .expect(201);
        const departments = '/workspaces/lab/departments';
        await callboard()
          .as('superAdmin')
          .post(departments, { name: `Jane Doe of ${who}`, manager_ref: JANE })
          .expect(201);
      }
      const everything = [
        ...(await list('guest', '/activity?workspace=lab')),
        ...(await list('admin', '/activity?workspace=lab')),
        ...(await list('reader', ADMIN)),
      ];
      expect(everything.filter(row => row.action === 'meet')).toHaveLength(15);
      for (const { user_id, user_name, ...row } of everything) {
        expect(PSEUDONYM.exec(JSON.stringify(row))?.[0]).toBeUndefined();
      }
    });

    it('uses a different pseudonym in each workspace, also in global reports', async () => {
      const here = await readPseudonym('Payments', ADMIN);
      const there = await readPseudonym('Elsewhere', ADMIN);
      expect(here).not.toBe(there);
      const rows = await list('reader', ADMIN);
      const { by_user } = await get('reader', addSubPath(ADMIN, '/summary'));
      expect(
        Object.fromEntries(by_user.map((one: any) => [one.user_id, one.count])),
      ).toEqual(countBy(rows, 'user_id'));
    });

    it('sorts users by pseudonym, not by hidden name @full-postgres', async () => {
      const path = '/activity?workspace=lab';
      const { by_user, rows } = await get(
        'admin',
        addSubPath(path, '/summary', '&group_by=user'),
      );
      const { users } = await get('admin', addSubPath(path, '/facets'));
      const { workbook } = await downloadWorkbook(
        callboard().as('admin'),
        addSubPath(path, '/export.xlsx'),
      );
      const names = (some: any[]) => some.map(({ user_id }) => user_id);
      expect(rows.length).toBeGreaterThan(4);
      expect(names(rows)).toEqual(names(sortBy(rows, 'user_id')));
      for (const groups of [by_user, users]) {
        expect(names(groups)).toEqual(
          names(orderBy(groups, ['count', 'user_id'], ['desc', 'asc'])),
        );
      }
      const sheet = workbook.getWorksheet('Summary')!;
      const shownNames = sheet.getColumn(1).values.slice(2).map(String);
      expect(shownNames).toEqual([...shownNames].sort());
    });

    it.each([
      ['user,action', 5],
      ['user', 2],
    ])(
      'pages summary groups by %s with cursors that contain no names',
      async (groupBy, least) => {
        const path = addSubPath(
          ADMIN,
          '/summary',
          `&group_by=${groupBy}&limit=1`,
        );
        const found: any[] = [];
        let cursor = '';
        do {
          const page = await get('reader', path + cursor);

          found.push(...page.rows);
          const next = page.next_cursor ?? '';
          expect(Buffer.from(next, 'base64').toString()).not.toMatch(NAMES);
          cursor = next && `&cursor=${next}`;
        } while (cursor);
        const whole = await get('reader', path.replace('&limit=1', ''));
        expect(found).toEqual(whole.rows);
        expect(found.length).toBeGreaterThan(least);
      },
    );

    it('finds activity by pseudonym, and returns nothing for user references', async () => {
      const max = await readPseudonym('Payments', ADMIN);
      for (const path of ['/admin/activity?', '/activity?workspace=lab&']) {
        const who = path.startsWith('/admin') ? 'reader' : 'admin';
        const ofMax = await get(who, `${path}user_id=${max}`);
        expect(ofMax.total).toBe(1);
        expect(ofMax.activities[0].entity_label).toBe('Payments');
        for (const filter of [
          `user_id=${people.member}`,
          `entity_id=${people.member}`,
          `entity_id=${staff}`,
          `about=${people.member}`,
          `entity_id=${max}`,
          `about=${max}`,
          `entity_id=${JANE}`,
          'entity_id=User:default/jdoe',
          'user_id=user:pseudonym/0000000000',
          'user_id=user:pseudonym/constructor',
        ]) {
          const none = await get(who, `${path}${filter}`);
          expect([filter, none.total]).toEqual([filter, 0]);
        }
      }
    });

    it('searches texts as shown, without the hidden names @full-postgres', async () => {
      const path = '/activity?workspace=lab';
      for (const q of [
        'Max Mem',
        'max.member',
        'onorm',
        'norm and',
        'th max',
        'jane',
        'person',
      ]) {
        const none = await get('admin', `${path}&q=${encodeURIComponent(q)}`);
        expect([q, none.total, none.activities]).toEqual([q, 0, []]);
      }
      const found = await get('admin', `${path}&q=AND%20friends`);
      expect(found.total).toBe(1);
      const sub = addSubPath(path, '/summary', '&q=AND%20friends');
      expect((await get('admin', sub)).total).toBe(1);
      const csv = addSubPath(path, '/export.jsonl', '&q=AND%20friends');
      expect(await downloadRows(callboard().as('admin'), csv)).toHaveLength(1);
    });

    it('shows users their own activity under their own name', async () => {
      const rows: Activity[] = await list('member', '/me/activity');
      expect(rows.map(row => row.user_id)).toContain(people.member);
      const { by_user } = await get('member', '/me/activity/summary');
      expect(by_user).toMatchObject([
        { user_id: people.member, user_name: 'Max Member' },
      ]);
    });

    it('hides other people in the activity of a user', async () => {
      const [own, ...others] = await list(
        'admin',
        '/me/activity?entity_type=meeting',
      );
      expect(others).toEqual([]);
      expect(own).toMatchObject({
        user_id: people.admin,
        user_name: 'Ada Admin',
        ip: '192.0.2.7',
      });
      const { entity_id, entity_label, metadata, changes } = own;
      expect(
        JSON.stringify({ entity_id, entity_label, metadata, changes }),
      ).not.toMatch(NAMES);
    });

    it('records in the access log who viewed or exported pseudonymous activity', async () => {
      const pseudonym = await readPseudonym('Payments', ADMIN);
      const scope = '/activity?workspace=lab';
      await callboard()
        .as('admin')
        .get(`${scope}&user_id=${encodeURIComponent(pseudonym)}`)
        .expect(200);
      await download(callboard().as('admin'), addSubPath(scope, '/export.csv'));
      await until(async () => {
        const { body } = await callboard().as('member').get('/me/access-log');
        const kinds = body.items
          .filter((entry: AccessLogEntry) => entry.viewed_by === people.admin)
          .map(({ kind }: AccessLogEntry) => kind);
        return kinds.includes('read') && kinds.includes('export');
      });
      const viewed = await callboard().knex('access_log').pluck('person_ref');
      expect(viewed.filter(isPseudonym)).toEqual([]);
    });

    describe('unmasking', () => {
      const unmask = (who: PersonName, body: object) =>
        callboard().as(who).post('/activity/unmask?workspace=lab', body);

      it('returns the user of a pseudonym to admins, and records it in the access log of that user', async () => {
        const pseudonym = await readPseudonym('Payments', ADMIN);
        const reason = 'An incident';
        const { body } = await unmask('admin', { pseudonym, reason }).expect(
          200,
        );
        expect(body).toEqual({
          user_id: people.member,
          user_name: 'Max Member',
          user_email: 'max.member@example.com',
        });
        await unmask('member', { pseudonym, reason }).expect(403);
        const accessLog = await callboard().as('member').get('/me/access-log');
        expect(accessLog.body.items[0]).toMatchObject({
          kind: 'unmask',
          viewed_by: people.admin,
          reason,
        });
        const [entry] = await list(
          'member',
          '/activity?workspace=lab&action=unmask',
        );
        expect(entry).toMatchObject({
          entity_type: 'person',
          metadata: { reason },
        });
        const [named] = await list(
          'superAdmin',
          '/activity?workspace=lab&action=unmask',
        );
        expect(named).toMatchObject({
          user_id: people.admin,
          entity_id: people.member,
        });
      });

      it('requires a reason and a pseudonym of the same workspace', async () => {
        const reason = 'Asked to';
        const elsewhere = await readPseudonym('Elsewhere', ADMIN);
        for (const pseudonym of [elsewhere, people.member, 'x']) {
          const { status } = await unmask('admin', { pseudonym, reason });
          expect([pseudonym, status]).toEqual([pseudonym, 404]);
        }
        const pseudonym = await readPseudonym('Payments', ADMIN);
        for (const body of [{ pseudonym, reason: ' ' }, { pseudonym }]) {
          const { status } = await unmask('admin', body);
          expect([body, status]).toEqual([body, 400]);
        }
      });
    });

    it('omits names from notifications of critical events', async () => {
      await until(async () => {
        await scheduler.triggerTask('callboard-critical-events');
        const { items } = await get(
          'superAdmin',
          '/admin/critical-events?rule=person_unmasked',
        );
        return items.length > 0;
      });
      const rows = await callboard()
        .knex('notification_events')
        .where({ type: 'critical_event.raised' })
        .select('title', 'body');

      expect(rows.length).toBeGreaterThan(0);
      expect(NAMES.exec(JSON.stringify(rows))?.[0]).toBeUndefined();
    });

    describe('activity charts', () => {
      const bars = async (who: PersonName, config: object): Promise<any> => {
        const { body } = await callboard()
          .as(who)
          .post('/workspaces/lab/dashboards/preview', {
            widget_type: 'activity_chart',
            config: { x_axis: 'USER', ...config },
          })
          .expect(200);
        return body.data;
      };

      it('shows a bar for each pseudonym, and names to viewers who may see them', async () => {
        const max = await readPseudonym('Payments', ADMIN);
        const shown = await bars('admin', {});
        expect(JSON.stringify(shown)).not.toMatch(NAMES);
        expect(shown).toContainEqual(
          expect.objectContaining({
            key: max,
            name: getPseudonymName(max),
            count: 1,
          }),
        );
        const named = await bars('superAdmin', {});
        expect(named).toContainEqual(
          expect.objectContaining({ key: people.member, name: 'Max Member' }),
        );
      });

      it('filters by pseudonym, but not by user reference', async () => {
        const max = await readPseudonym('Payments', ADMIN);
        const readBarKeys = async (user_ids: string[]) =>
          (await bars('admin', { filters: { user_ids } })).map(
            (bar: any) => bar.key,
          );
        expect(await readBarKeys([max])).toEqual([max]);
        expect(await readBarKeys([people.member])).toEqual([]);
      });
    });
  },
);

describeWithoutJobs(
  'activity with privacy off',
  { config: { activity: { privacy: 'off' } } },
  callboard => {
    it('rejects page views with 403, and records other events', async () => {
      const member = callboard().as('member');
      const view = { action: 'page_view', entity_label: 'Payments' };
      const ownEvent = { action: 'add_note' };
      await member.post('/activity', view).expect(403);
      await member.post('/activity', [ownEvent, view]).expect(403);
      await member.post('/activity', ownEvent).expect(201);
      const { body } = await member.get('/me/activity').expect(200);
      const rows: Activity[] = body.activities;
      const posted = rows.filter(({ source }) => source === 'frontend');
      expect(posted.map(({ action }) => action)).toEqual(['add_note']);
    });
  },
);

describeWithoutJobs(
  'erasure preview',
  {
    config: {
      activity: { privacy: 'pseudonymous' },
      superAdmins: [people.superAdmin, people.admin],
    },
    services: [allowNamesOnlyFor(people.superAdmin)],
  },
  callboard => {
    const preview = async (who: PersonName) => {
      const { body } = await callboard()
        .as(who)
        .post('/admin/erasures', {
          user_ref: people.member,
          reason: 'Left',
          dry_run: true,
        })
        .expect(200);
      return body as ErasurePreview;
    };
    const accessLog = async (): Promise<AccessLogEntry[]> => {
      const { body } = await callboard().as('member').get('/me/access-log');
      return body.items;
    };

    it('rounds counts for viewers of pseudonyms, and records access for the user', async () => {
      await callboard().as('member').post('/activity', { action: 'greet' });
      const before = await preview('admin');
      await callboard().as('member').post('/activity', { action: 'greet' });
      expect(await preview('admin')).toEqual(before);
      expect(before.is_exact).toBe(false);
      expect(before.tables).not.toEqual([]);
      expect(before.tables.filter(({ rows }) => rows % 100 !== 0)).toEqual([]);
      const kinds = (await accessLog()).map(({ kind, viewed_by }) => [
        kind,
        viewed_by,
      ]);
      expect(kinds).toEqual([
        ['erasure_preview', people.admin],
        ['erasure_preview', people.admin],
      ]);
    });

    it('shows exact counts to viewers who see names, and records no access', async () => {
      const { is_exact, tables } = await preview('superAdmin');
      expect(is_exact).toBe(true);
      expect(tables.some(({ rows }) => rows % 100 !== 0)).toBe(true);
      expect(await accessLog()).toHaveLength(2);
    });
  },
);

const ROOT = '/workspaces/default';

const responses: unknown[] = [];

const signals = createServiceFactory({
  service: signalsServiceRef,
  deps: {},
  factory: () => ({
    async publish({ message }: any) {
      responses.push(message);
    },
  }),
});

const findPersonName = (value: unknown) =>
  NAMES.exec(JSON.stringify(value))?.[0];

describeCallboard(
  'pseudonyms outside the activity lists',
  {
    config: {
      activity: { privacy: 'pseudonymous' },
      webhooks: { allow: ['127.0.0.1'] },
    },
    entities: catalogEntities,
    services: [allowNamesOnlyFor(people.superAdmin), signals],
  },
  callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    let receiver: Receiver;
    let hook: string;
    let pseudonym: string;

    const get = async (who: PersonName, path: string): Promise<any> =>
      (await callboard().as(who).get(path).expect(200)).body;

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      receiver = await Receiver.start();
      const boss = callboard().as('superAdmin');
      const { body } = await boss
        .post(`${ROOT}/webhooks`, {
          name: 'Hook',
          url: receiver.url,
          event_types: ['*'],
        })
        .expect(201);
      hook = `${ROOT}/webhooks/${body.id}`;
      const fixture = await ProjectFixture.open(callboard());
      await boss
        .post(`${fixture.path}/members`, {
          user_ref: people.member,
          role: 'member',
        })
        .expect(201);
      await fixture.make({
        title: 'Ask Max Member',
        assignees: [people.member],
      });
      await boss
        .post(`${ROOT}/staff`, {
          staff_id: 'E1',
          first_name: 'Odo',
          last_name: 'Norm',
          email: 'onorm@example.com',
        })
        .expect(201);
      const { activities } = await get(
        'admin',
        '/activity?entity_type=work_item&action=create',
      );
      pseudonym = activities[0].user_id;
      await boss
        .post('/activity/unmask', { pseudonym, reason: 'An incident' })
        .expect(200);
      await untilRelayed(callboard().knex);
    });

    afterAll(() => receiver.stop());

    it('shows pseudonyms in the changes of the projects of a user', async () => {
      const path = '/activity/my-projects?workspace=default';
      const { items } = await get('member', path);
      expect(items.length).toBeGreaterThan(0);
      expect(findPersonName(items)).toBeUndefined();
      expect(items.map((row: any) => row.user_id).every(isPseudonym)).toBe(
        true,
      );
    });

    it('shows pseudonyms in the rows behind a chart bar', async () => {
      const { id } = await dashboardFixture.createDashboard('admin', {
        access: 'shared',
      });
      const widgets = `${ROOT}/dashboards/${id}/widgets`;
      const { body } = await callboard()
        .as('admin')
        .post(widgets, {
          widget_type: 'activity_chart',
          config: { x_axis: 'USER' },
        })
        .expect(201);
      const listWidgetRows = (who: PersonName, key: string) =>
        get(who, `${widgets}/${body.id}/rows?key=${encodeURIComponent(key)}`);
      const behind = await listWidgetRows('admin', pseudonym);
      expect(behind.total).toBeGreaterThan(1);
      expect(findPersonName(behind)).toBeUndefined();
      expect((await listWidgetRows('admin', people.superAdmin)).total).toBe(0);
      expect(
        findPersonName(await listWidgetRows('superAdmin', people.superAdmin)),
      ).toBeDefined();
    });

    it('hides names in displayed webhook deliveries, but not in the sent payload', async () => {
      const { items } = await get('admin', `${hook}/deliveries?limit=100`);
      expect(findPersonName(items)).toBeUndefined();
      const types = items.map(({ type }: any) => type);
      for (const type of ['work_item.create', 'staff.create']) {
        expect(types).toContain(type);
      }
      for (const { id, type } of items) {
        const path = `${hook}/deliveries/${id}`;
        const shown = await get('admin', path);
        expect([type, findPersonName(shown)]).toEqual([type, undefined]);
        const { activity } = JSON.parse(shown.request_body);
        expect(activity.actor.user_ref).toMatch(/^user:pseudonym|^plugin:/);
        const again = await callboard()
          .as('admin')
          .post(`${path}/replay`)
          .expect(200);
        expect(findPersonName(again.body)).toBeUndefined();
      }
      // Deliveries about different resources are sent in any order.
      const ofItem = () =>
        receiver.received.find(sent => sent.body.type === 'work_item.create');
      await until(() => ofItem() !== undefined);
      const { headers, text, body } = ofItem()!;
      expect(body.activity.actor.user_ref).toBe(people.superAdmin);
      const whole = `${hook}/deliveries/${headers['webhook-id']}`;
      expect((await get('superAdmin', whole)).request_body).toBe(text);
    });

    it('omits names from live update messages', async () => {
      await callboard().as('admin').get('/live').expect(200);
      await callboard().as('superAdmin').get('/live').expect(200);
      responses.length = 0;
      await callboard()
        .as('superAdmin')
        .post('/activity/unmask', { pseudonym, reason: 'Once more' })
        .expect(200);
      await callboard()
        .as('superAdmin')
        .post(`${ROOT}/departments`, {
          name: 'Max Member and friends',
          manager_ref: people.member,
        })
        .expect(201);
      await untilRelayed(callboard().knex);
      expect(responses.length).toBeGreaterThan(1);
      expect(findPersonName(responses)).toBeUndefined();
    });
  },
);
