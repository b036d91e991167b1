import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  Activity,
  isPseudonym,
  Look,
  nameOfPseudonym,
} from '@callboard/plugin-callboard-common';
import { countBy } from 'lodash';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { download } from '../__testUtils__/download';
import { schedulerFactory } from '../__testUtils__/schedulerFactory';
import { people, PersonName } from '../__testUtils__/startCallboard';
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

const scheduler = mockServices.scheduler();

const NAMED = 'callboard.activity.read.named';

/** A policy by which only one person sees names. */
const namesOnlyFor = (user_ref: string) =>
  mockServices.permissions.mock({
    authorize: async (requests, options) => {
      const { principal } = (options as any).credentials;
      const isFor = principal.userEntityRef === user_ref;
      return requests.map(({ permission }) => ({
        result:
          permission.name !== NAMED || isFor
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }));
    },
  }).factory;

/** Every way in which the test's people, and one without a User, are named. */
const NAMES =
  /(ada|max|gus|pia|sue|ria|sam)[ .](admin|member|guest|project|super|reader|stranger)|odo norm|norm, odo|onorm/i;

/** Where people read activity, and who does. */
const READERS: Array<[who: PersonName, scope: string]> = [
  ['admin', '/activity?workspace=lab'],
  ['guest', '/activity?workspace=lab'],
  ['reader', '/admin/activity?details=true'],
];

const with_ = (path: string, sub: string, more = '') =>
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
    services: [namesOnlyFor(people.superAdmin), schedulerFactory(scheduler)],
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
          entity_type: 'user',
          entity_id: people.member,
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
    const pseudonymOf = async (label: string, path: string) => {
      const rows = await list('reader', path);
      return rows.find(row => row.entity_label === label)!.user_id;
    };
    const ADMIN = '/admin/activity?details=true';

    it('names people to readers whom the policy lets see names', async () => {
      const rows = await list('superAdmin', '/admin/activity?details=true');
      const named = rows.filter(row => NAMES.test(JSON.stringify(row)));
      expect(named.length).toBeGreaterThan(10);
      expect(JSON.stringify(named)).toContain('Odo Norm and friends');
    });

    it.each(READERS)(
      'names nobody to other readers: %s in %s',
      async (who, path) => {
        const rows = await list(who, path);
        const workbook = await downloadWorkbook(
          callboard().as(who),
          with_(path, '/export.xlsx'),
        );
        const read = [
          rows,
          await get(who, with_(path, '/summary', '&group_by=user,action')),
          await get(who, with_(path, '/facets')),
          await downloadRows(callboard().as(who), with_(path, '/export.jsonl')),
          (await download(callboard().as(who), with_(path, '/export.csv')))
            .text,
          workbook.workbook.worksheets.map(sheet => sheet.getSheetValues()),
        ];
        const actors = rows.map(row => row.user_id);
        const persons = actors.filter(ref => ref.startsWith('user:'));
        expect(persons.length).toBeGreaterThan(2);
        expect(persons.filter(ref => !isPseudonym(ref))).toEqual([]);
        for (const part of read) {
          expect(NAMES.exec(JSON.stringify(part))?.[0]).toBeUndefined();
          expect(JSON.stringify(part).includes('Person ')).toBe(true);
        }
        expect(rows.every(row => row.user_email === null)).toBe(true);
      },
    );

    it('says the same pseudonym wherever somebody is named', async () => {
      const rows = await list('admin', '/activity?workspace=lab');
      const max = rows.find(row => row.entity_label === 'Payments')!.user_id;
      const meeting = rows.find(row => row.entity_label?.startsWith('1:1'))!;
      const name = nameOfPseudonym(max);
      expect(meeting).toMatchObject({
        entity_id: max,
        entity_label: `1:1 with ${name}, @${name}`,
        ip: null,
        request_id: null,
        metadata: {
          names: { [max]: name },
          mail: [name, { to: expect.stringMatching(/^Person /) }],
        },
        changes: [
          { field: 'assignees', new_value: [max, expect.stringMatching(/:p/)] },
        ],
      });
      expect(
        (await get('admin', '/activity/summary?workspace=lab')).by_user,
      ).toContainEqual({ user_id: max, user_name: name, count: 1 });
    });

    it('is another in each workspace, also in reports over all', async () => {
      const here = await pseudonymOf('Payments', ADMIN);
      const there = await pseudonymOf('Elsewhere', ADMIN);
      expect(here).not.toBe(there);
      const rows = await list('reader', ADMIN);
      const { by_user } = await get('reader', with_(ADMIN, '/summary'));
      expect(
        Object.fromEntries(by_user.map((one: any) => [one.user_id, one.count])),
      ).toEqual(countBy(rows, 'user_id'));
    });

    it('groups are paged by places that name nobody', async () => {
      const path = with_(ADMIN, '/summary', '&group_by=user,action&limit=1');
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
      expect(found.length).toBeGreaterThan(5);
    });

    it('finds people by their pseudonym, and nobody by their reference', async () => {
      const max = await pseudonymOf('Payments', ADMIN);
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
          'user_id=user:pseudonym/0000000000',
          'user_id=user:pseudonym/constructor',
        ]) {
          const none = await get(who, `${path}${filter}`);
          expect([filter, none.total]).toEqual([filter, 0]);
        }
        const about = await get(who, `${path}entity_id=${max}`);
        expect(about.total).toBe(1);
      }
    });

    it('finds texts as they are shown', async () => {
      const path = '/activity?workspace=lab';
      for (const q of [
        'Max Mem',
        'max.member',
        'onorm',
        'norm and',
        'th max',
      ]) {
        const none = await get('admin', `${path}&q=${encodeURIComponent(q)}`);
        expect([q, none.total, none.activities]).toEqual([q, 0, []]);
      }
      const found = await get('admin', `${path}&q=AND%20friends`);
      expect(found.total).toBe(1);
      const sub = with_(path, '/summary', '&q=AND%20friends');
      expect((await get('admin', sub)).total).toBe(1);
      const csv = with_(path, '/export.jsonl', '&q=1:1%20with');
      expect(await downloadRows(callboard().as('admin'), csv)).toHaveLength(1);
    });

    it('shows people what they did themselves under their name', async () => {
      const rows: Activity[] = await list('member', '/me/activity');
      expect(rows.map(row => row.user_id)).toContain(people.member);
    });

    it('records who looked at people whom they know by pseudonyms only', async () => {
      const pseudonym = await pseudonymOf('Payments', ADMIN);
      const scope = '/activity?workspace=lab';
      await callboard()
        .as('admin')
        .get(`${scope}&user_id=${encodeURIComponent(pseudonym)}`)
        .expect(200);
      await download(callboard().as('admin'), with_(scope, '/export.csv'));
      await until(async () => {
        const { body } = await callboard().as('member').get('/me/looks');
        const kinds = body.items
          .filter((look: Look) => look.looked_by === people.admin)
          .map(({ kind }: Look) => kind);
        return kinds.includes('read') && kinds.includes('export');
      });
      const looked = await callboard()
        .knex('activity_looks')
        .pluck('person_ref');
      expect(looked.filter(isPseudonym)).toEqual([]);
    });

    describe('unmasking', () => {
      const unmask = (who: PersonName, body: object) =>
        callboard().as(who).post('/activity/unmask?workspace=lab', body);

      it('tells admins whose a pseudonym is, and that person who asked', async () => {
        const pseudonym = await pseudonymOf('Payments', ADMIN);
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
        const looks = await callboard().as('member').get('/me/looks');
        expect(looks.body.items[0]).toMatchObject({
          kind: 'unmask',
          looked_by: people.admin,
          reason,
        });
        const [trace] = await list(
          'member',
          '/activity?workspace=lab&action=unmask',
        );
        expect(trace).toMatchObject({
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

      it('takes a reason, and a pseudonym of that workspace', async () => {
        const reason = 'Asked to';
        const elsewhere = await pseudonymOf('Elsewhere', ADMIN);
        for (const pseudonym of [elsewhere, people.member, 'x']) {
          const { status } = await unmask('admin', { pseudonym, reason });
          expect([pseudonym, status]).toEqual([pseudonym, 404]);
        }
        const pseudonym = await pseudonymOf('Payments', ADMIN);
        for (const body of [{ pseudonym, reason: ' ' }, { pseudonym }]) {
          const { status } = await unmask('admin', body);
          expect([body, status]).toEqual([body, 400]);
        }
      });
    });

    it('stands for people in critical events, and in what admins are told', async () => {
      await until(async () => {
        await scheduler.triggerTask('callboard-critical-events');
        const { items } = await get(
          'superAdmin',
          '/admin/critical-events?rule=person_unmasked',
        );
        return items.length > 0;
      });
      const told = await callboard()
        .knex('notices')
        .where({ type: 'critical_event.raised' })
        .select('title', 'body');

      expect(told.length).toBeGreaterThan(0);
      expect(NAMES.exec(JSON.stringify(told))?.[0]).toBeUndefined();
    });

    describe('charts', () => {
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

      it('have a bar for each pseudonym, and names for who sees them', async () => {
        const max = await pseudonymOf('Payments', ADMIN);
        const shown = await bars('admin', {});
        expect(JSON.stringify(shown)).not.toMatch(NAMES);
        expect(shown).toContainEqual(
          expect.objectContaining({
            key: max,
            name: nameOfPseudonym(max),
            count: 1,
          }),
        );
        const named = await bars('superAdmin', {});
        expect(named).toContainEqual(
          expect.objectContaining({ key: people.member, name: 'Max Member' }),
        );
      });

      it('are not narrowed to somebody by name', async () => {
        const max = await pseudonymOf('Payments', ADMIN);
        const of = async (user_ids: string[]) =>
          (await bars('admin', { filters: { user_ids } })).map(
            (bar: any) => bar.key,
          );
        expect(await of([max])).toEqual([max]);
        expect(await of([people.member])).toEqual([]);
      });
    });
  },
);

describeCallboard(
  'activity without views',
  { config: { activity: { privacy: 'off' } } },
  callboard => {
    it('is recorded, but for what people only look at', async () => {
      const member = callboard().as('member');
      const view = { action: 'page_view', entity_label: 'Payments' };
      const act = { action: 'add_note' };
      await member.post('/activity', view).expect(403);
      await member.post('/activity', [act, view]).expect(403);
      await member.post('/activity', act).expect(201);
      const { body } = await member.get('/me/activity').expect(200);
      const rows: Activity[] = body.activities;
      const posted = rows.filter(({ source }) => source === 'frontend');
      expect(posted.map(({ action }) => action)).toEqual(['add_note']);
    });
  },
);
