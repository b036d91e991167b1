import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  listActivityEntries,
  toFieldChanges,
} from '../../../__testUtils__/listActivityEntries';
import { recordPlans } from '../../../__testUtils__/plans';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { isPostgres } from '../../../database/isPostgres';
import { Departments } from '../__testUtils__/Departments';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';

const ROOT = '/workspaces/default';
const BALANCE = `${ROOT}/time-balance`;
const ADJUSTMENTS = `${BALANCE}/adjustments`;
const ENTITLEMENTS = `${ROOT}/leave-entitlements`;

/** Ada manages the team of Max, and Ria's is below it. Pia is in no department of Ada's. */
describeCallboard(
  'time balance',
  { databases: 'tagged', entities: catalogEntities },
  callboard => {
    const as = (who: PersonName) => callboard().as(who);
    let fixture: TimeFixture;
    let team: string;
    let below: string;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      for (const who of ['admin', 'reader', 'guest', 'superAdmin'] as const) {
        await as(who).get('/me').expect(200);
      }
      const departments = new Departments(callboard());
      team = await departments.createDepartment('admin');
      below = await departments.createDepartment(null, team);
      const other = await departments.createDepartment(null);
      await departments.createStaff('member', team, {
        last_name: 'B',
        date_of_joining: '2026-03-03',
        date_of_leaving: '2026-05-29',
      });
      await departments.createStaff('reader', below, {
        last_name: 'C',
        date_of_joining: '2026-01-01',
      });
      await departments.createStaff('projectAdmin', other, {
        last_name: 'A',
        date_of_joining: null,
      });
      const post = (path: string, body: object) =>
        as('superAdmin').post(`${ROOT}/${path}`, body).expect(201);
      await post('holidays', { date: '2026-03-05', name: 'Day', minutes: 120 });
      await post('holidays', { date: '2026-04-03', name: 'Off' });
      const postAndDelete = async (path: string, values: object) => {
        const { body } = await post(path, values);
        await as('superAdmin').delete(`${ROOT}/${path}/${body.id}`).expect(204);
      };
      await postAndDelete('holidays', { date: '2026-03-10', name: 'Deleted' });
      await postAndDelete('time-off', {
        kind: 'vacation',
        member_id: people.member,
        date_from: '2026-03-11',
        date_to: '2026-03-11',
      });
      for (const time of [
        {
          date_from: '2026-03-06',
          date_to: '2026-03-06',
          minutes_per_day: 180,
        },
        { date_from: '2026-03-30', date_to: '2026-04-05' },
      ]) {
        const member_id = people.member;
        await post('time-off', { kind: 'vacation', member_id, ...time });
      }
      for (const [duration_minutes, logged_at] of [
        // Before Max joined.
        [60, '2026-03-02'],
        [500, '2026-03-03'],
        [480, '2026-03-04'],
        [500, '2026-04-07'],
      ] as const) {
        await fixture.log('member', { duration_minutes, logged_at });
      }
    });

    const readBalance = async (who: PersonName, query = '') =>
      (await as(who).get(`${BALANCE}?${query}`).expect(200)).body;
    const adjust = (who: PersonName, values: object = {}) =>
      as(who).post(ADJUSTMENTS, {
        member_id: people.member,
        date: '2026-03-31',
        minutes: -30,
        reason: 'Overtime paid',
        ...values,
      });
    const entitle = (who: PersonName, values: object = {}) =>
      as(who).put(ENTITLEMENTS, {
        member_id: people.member,
        kind: 'vacation',
        year: 2026,
        days: 30,
        ...values,
      });

    it('adds logged time and adjustments, and subtracts the expected time of the capacity report, since the joining date @postgres', async () => {
      await adjust('admin').expect(201);
      await adjust('superAdmin', { date: '2026-04-08', minutes: 90 }).expect(
        201,
      );
      const capacity = await as('member')
        .get(`${ROOT}/capacity?date_from=2026-03-03&date_to=2026-04-07`)
        .expect(200);
      const [{ expected_minutes, logged_minutes }] = capacity.body.items;
      expect(logged_minutes).toBe(1480);
      const balance = await readBalance(
        'member',
        'as_of=2026-04-07&include=month',
      );
      // Two days, a short holiday, a day minus three hours, and three weeks.
      const march = 2 * 480 + 120 + (480 - 180) + 15 * 480;
      expect(balance).toEqual({
        member_id: people.member,
        from: '2026-03-03',
        as_of: '2026-04-07',
        expected_minutes,
        logged_minutes,
        adjusted_minutes: -30,
        balance_minutes: 1480 - 30 - expected_minutes,
        leave: [
          {
            kind: 'vacation',
            entitled_days: null,
            // 180 minutes, and four days, because Friday is a holiday.
            taken_days: 4.38,
            remaining_days: null,
          },
        ],
        by_month: [
          {
            month: '2026-03',
            expected_minutes: march,
            logged_minutes: 980,
            adjusted_minutes: -30,
            balance_minutes: 980 - 30 - march,
          },
          {
            month: '2026-04',
            // The sixth and the seventh.
            expected_minutes: 960,
            logged_minutes: 500,
            adjusted_minutes: 0,
            balance_minutes: -460,
          },
        ],
      });
      expect(
        await readBalance('member', 'as_of=2026-04-07'),
      ).not.toHaveProperty('by_month');
    });

    it('expects nothing after the leaving date, and counts the absences of earlier years', async () => {
      const last = await readBalance('member', 'as_of=2026-05-29');
      const later = await readBalance('member', 'as_of=2027-01-04');
      expect(last.expected_minutes).toBeGreaterThan(0);
      expect(later.expected_minutes).toBe(last.expected_minutes);
    });

    it('begins with the first time of a person without a joining date @postgres', async () => {
      const path = `member_id=${people.projectAdmin}&as_of=2026-06-05`;
      expect(await readBalance('superAdmin', path)).toMatchObject({
        from: null,
        expected_minutes: 0,
        balance_minutes: 0,
      });
      await fixture.log('projectAdmin', {
        duration_minutes: 500,
        logged_at: '2026-06-04',
      });
      expect(
        await readBalance('projectAdmin', 'as_of=2026-06-05'),
      ).toMatchObject({
        from: '2026-06-04',
        expected_minutes: 960,
        logged_minutes: 500,
        balance_minutes: -460,
      });
      const values = { member_id: people.projectAdmin, minutes: 60 };
      await adjust('superAdmin', { ...values, date: '2026-06-03' }).expect(201);
      expect(
        await readBalance('projectAdmin', 'as_of=2026-06-05'),
      ).toMatchObject({ from: '2026-06-03', balance_minutes: 560 - 3 * 480 });
    });

    it('begins with the first day in the settings, if it is after the joining date', async () => {
      await fixture.saveSettings({ balance_from: '2026-04-07' });
      expect(
        await readBalance('member', 'as_of=2026-04-07&include=month'),
      ).toMatchObject({
        from: '2026-04-07',
        balance_minutes: 20,
        adjusted_minutes: 0,
        by_month: [{ month: '2026-04', balance_minutes: 20 }],
      });
      const early = await adjust('admin', { date: '2026-04-06' }).expect(400);
      expect(early.body.error.message).toContain('2026-04-07');
      await fixture.saveSettings({ balance_from: '2026-01-01' });
      expect(await readBalance('member')).toMatchObject({ from: '2026-03-03' });
      await fixture.saveSettings({ balance_from: null });
    });

    it('counts today by default, and returns 400 for a day more than a year away', async () => {
      expect((await readBalance('reader')).as_of).toBe(today());
      for (const [days, status] of [
        [366, 200],
        [367, 400],
      ] as const) {
        const as_of = addDays(today(), days);
        await as('reader').get(`${BALANCE}?as_of=${as_of}`).expect(status);
        await as('reader').get(`${BALANCE}/team?as_of=${as_of}`).expect(status);
      }
    });

    it('omits time in secret projects for managers, but not for the person or workspace admins @postgres', async () => {
      const patch = (access: string) =>
        as('superAdmin').patch(fixture.project.path, { access }).expect(200);
      const readLogged = async (who: PersonName) => {
        const path = `member_id=${people.member}&as_of=2026-04-07`;
        return (await readBalance(who, path)).logged_minutes;
      };
      await patch('secret');
      expect(await readLogged('admin')).toBe(0);
      expect(await readLogged('member')).toBe(1480);
      expect(await readLogged('superAdmin')).toBe(1480);
      await patch('open');
      expect(await readLogged('admin')).toBe(1480);
    });

    describe('work schedules', () => {
      const path = `${ROOT}/work-schedule?member_id=${people.reader}`;
      const full = [480, 480, 480, 480, 480, 0, 0];
      const part = [240, 240, 240, 240, 240, 0, 0];
      const short = [120, 120, 120, 120, 120, 0, 0];
      const readWeek = async (monday: string) => {
        const range = `date_from=${monday}&date_to=${addDays(monday, 6)}`;
        const { body } = await as('reader')
          .get(`${ROOT}/capacity?${range}`)
          .expect(200);
        return body.items[0].expected_minutes;
      };

      it('keeps the expected time of the days before a new schedule @postgres', async () => {
        const before = await readBalance('reader', 'as_of=2026-06-07');
        const set = (minutes_per_weekday: number[], effective_from?: string) =>
          as('admin').put(path, { minutes_per_weekday, effective_from });
        const first = await set(part, '2026-06-08').expect(200);
        expect(first.body).toMatchObject({
          minutes_per_weekday: part,
          effective_from: '2026-06-08',
        });
        expect(await readBalance('reader', 'as_of=2026-06-07')).toEqual(before);
        await set(full, '2026-06-22').expect(200);
        const weeks = ['2026-06-01', '2026-06-08', '2026-06-15', '2026-06-22'];
        const readWeeks = async () => Promise.all(weeks.map(readWeek));
        expect(await readWeeks()).toEqual([2400, 1200, 1200, 2400]);
        const balance = await readBalance('reader', 'as_of=2026-06-28');
        expect(balance.expected_minutes).toBe(
          before.expected_minutes + 1200 + 1200 + 2400,
        );

        // Without a first day, the request corrects the current schedule.
        await set(short).expect(200);
        expect(await readWeeks()).toEqual([2400, 1200, 1200, 600]);
        // An earlier first day replaces the schedules after it.
        const last = await set(short, '2026-06-15').expect(200);
        expect(await readWeeks()).toEqual([2400, 1200, 600, 600]);
        const again = await set(short, '2026-06-22').expect(200);
        expect(again.body.version).toBe(last.body.version);
        const entries = await listActivityEntries(callboard(), last.body.id);
        expect(entries.map(toFieldChanges)).toEqual([
          {
            minutes_per_weekday: [null, part],
            effective_from: [null, '2026-06-08'],
          },
          {
            minutes_per_weekday: [part, full],
            effective_from: ['2026-06-08', '2026-06-22'],
          },
          { minutes_per_weekday: [full, short] },
          { effective_from: ['2026-06-22', '2026-06-15'] },
        ]);
      });

      it('returns 400 for a schedule that begins after today', async () => {
        const body = {
          minutes_per_weekday: full,
          effective_from: addDays(today(), 2),
        };
        const { text } = await as('admin').put(path, body).expect(400);
        expect(text).toContain('body.effective_from');
      });
    });

    describe('adjustments', () => {
      it('allows only other people who manage the person to adjust a balance', async () => {
        for (const [who, member_id, status] of [
          ['member', people.member, 403],
          ['member', people.reader, 403],
          ['admin', people.admin, 403],
          ['admin', people.projectAdmin, 403],
          ['admin', people.reader, 201],
          ['superAdmin', people.superAdmin, 403],
          ['superAdmin', people.projectAdmin, 201],
          ['superAdmin', 'user:default/nobody', 400],
          ['guest', people.member, 403],
        ] as const) {
          const date = '2026-06-30';
          const response = await adjust(who, { member_id, date });
          expect([who, member_id, response.status]).toEqual([
            who,
            member_id,
            status,
          ]);
        }
      });

      it('records the adjustment for its person', async () => {
        const { body } = await adjust('admin', {
          date: '2026-04-30',
          minutes: 45,
          reason: 'Travel',
        }).expect(201);
        expect(body).toEqual({
          id: expect.any(String),
          member_id: people.member,
          display_name: 'Max Member',
          date: '2026-04-30',
          minutes: 45,
          reason: 'Travel',
          created_by: people.admin,
          created_by_name: 'Ada Admin',
          created_at: expect.any(String),
        });
        const [entry] = await listActivityEntries(callboard(), body.id);
        expect(entry).toMatchObject({
          action: 'create',
          entity_type: 'time_adjustment',
          entity_label: 'Max Member, 2026-04-30',
        });
        expect(toFieldChanges(entry).minutes).toEqual([null, 45]);
        expect(JSON.stringify(entry)).not.toContain('Travel');
        const countVisible = async (who: PersonName) => {
          const path = `/activity?workspace=default&entity_id=${body.id}`;
          return (await as(who).get(path).expect(200)).body.activities.length;
        };
        expect(await countVisible('member')).toBe(1);
        expect(await countVisible('projectAdmin')).toBe(0);
      });

      it.each([
        { minutes: 0 },
        { minutes: 1.5 },
        { minutes: 60_001 },
        { minutes: -60_001 },
        { reason: ' ' },
        { date: '2026-02-30' },
        { member_id: undefined },
      ])('returns 400 for %j', async values => {
        expect((await adjust('admin', values)).status).toBe(400);
      });

      it('returns 400 for a reason of more than 500 characters', async () => {
        for (const [length, expected] of [
          [501, 400],
          [500, 201],
        ]) {
          const reason = 'x'.repeat(length);
          expect((await adjust('admin', { reason })).status).toBe(expected);
        }
      });

      it('lists those of the caller and the people they manage, each once, latest first @postgres', async () => {
        for (const date of ['2026-05-01', '2026-05-01', '2026-05-02']) {
          await adjust('admin', { date }).expect(201);
        }
        await adjust('admin', { member_id: people.reader }).expect(201);
        const list = async (who: PersonName, query: string) =>
          (await as(who).get(`${ADJUSTMENTS}?${query}`).expect(200)).body;
        const all = await list('superAdmin', 'limit=200');
        const own = await list('member', 'limit=200');
        expect(own.items).toEqual(
          all.items.filter((item: any) => item.member_id === people.member),
        );
        const managed = await list('admin', 'limit=200');
        expect(
          new Set(managed.items.map((item: any) => item.member_id)),
        ).toEqual(new Set([people.member, people.reader]));
        expect((await list('guest', '')).items).toEqual([]);
        const found: any[] = [];
        let cursor = '';
        do {
          const page = await list('superAdmin', `limit=2${cursor}`);
          expect(page.total).toBe(all.items.length);
          found.push(...page.items);
          cursor = page.next_cursor && `&cursor=${page.next_cursor}`;
        } while (cursor);
        expect(found).toEqual(all.items);
        const dates = found.map(({ date }) => date);
        expect(dates).toEqual([...dates].sort().reverse());
        const may = await list(
          'member',
          'date_from=2026-05-01&date_to=2026-05-01',
        );
        expect(may.items).toHaveLength(2);
      });
    });

    describe('leave entitlements', () => {
      it('sets what remains of the leave of a year @postgres', async () => {
        const created = await entitle('admin', { days: 30.25 }).expect(200);
        expect(created.body).toEqual({
          id: expect.any(String),
          member_id: people.member,
          display_name: 'Max Member',
          kind: 'vacation',
          year: 2026,
          days: 30.25,
          version: 1,
          created_at: expect.any(String),
          updated_at: expect.any(String),
        });
        const { etag } = created.headers;
        await entitle('admin', { days: 30.25 }).expect(200);
        await entitle('superAdmin', { days: 28 })
          .set('If-Match', etag)
          .expect(200);
        await entitle('admin', { days: 5 }).set('If-Match', etag).expect(412);
        await entitle('admin', { year: 2027, days: 12 }).expect(200);
        await entitle('admin', { kind: 'training', days: 0 }).expect(200);
        const readLeave = async (as_of: string) =>
          (await readBalance('member', `as_of=${as_of}`)).leave;
        const leave = [
          {
            kind: 'vacation',
            entitled_days: 28,
            taken_days: 4.38,
            remaining_days: 23.62,
          },
        ];
        // Vacation that is planned for the rest of the year counts, too.
        expect(await readLeave('2026-01-01')).toEqual(leave);
        expect(await readLeave('2026-12-31')).toEqual(leave);
        const entries = await listActivityEntries(callboard(), created.body.id);
        expect(entries.map(({ action }) => action)).toEqual([
          'create',
          'update',
        ]);
        expect(toFieldChanges(entries[1])).toEqual({ days: [30.25, 28] });
      });

      it('counts the absence entered last if two overlap', async () => {
        for (const [kind, date_from] of [
          ['vacation', '2026-07-06'],
          ['sick', '2026-07-07'],
        ]) {
          const values = { kind, date_from, date_to: '2026-07-07' };
          await as('reader').post(`${ROOT}/time-off`, values).expect(201);
        }
        const { leave } = await readBalance('reader', 'as_of=2026-01-01');
        expect(leave).toMatchObject([
          { kind: 'sick', taken_days: 1 },
          { kind: 'vacation', taken_days: 1 },
        ]);
      });

      it('allows managers and admins to set them, and shows them to the person', async () => {
        for (const [who, member_id, status] of [
          ['member', people.member, 403],
          ['admin', people.admin, 403],
          ['admin', people.projectAdmin, 403],
          ['admin', people.reader, 200],
          ['superAdmin', people.superAdmin, 200],
          ['superAdmin', 'user:default/nobody', 400],
          ['guest', people.guest, 403],
        ] as const) {
          await entitle(who, { member_id }).expect(status);
        }
        const list = async (who: PersonName, query = '') => {
          const { body } = await as(who)
            .get(`${ENTITLEMENTS}?${query}`)
            .expect(200);
          return new Set(body.items.map((item: any) => item.member_id));
        };
        expect(await list('reader')).toEqual(new Set([people.reader]));
        expect(await list('guest')).toEqual(new Set());
        expect(await list('admin', 'year=2026&kind=vacation')).toEqual(
          new Set([people.member, people.reader]),
        );
        expect(await list('superAdmin', `member_id=${people.reader}`)).toEqual(
          new Set([people.reader]),
        );
      });

      it.each([
        { days: -1 },
        { days: 367 },
        { days: 1.005 },
        { year: 1969 },
        { year: 2026.5 },
        { kind: 'Vacation' },
      ])('returns 400 for %j', async values => {
        expect((await entitle('admin', values)).status).toBe(400);
      });
    });

    it('counts only adjustments and entitlements of the workspace', async () => {
      const before = await readBalance('member', 'as_of=2026-05-29');
      const member_id = people.member;
      const boss = as('superAdmin');
      const path = '/workspaces/elsewhere';
      await boss
        .post('/workspaces', { slug: 'elsewhere', name: 'Elsewhere' })
        .expect(201);
      await boss
        .post(`${path}/members`, { user_ref: member_id, role: 'member' })
        .expect(201);
      await boss
        .post(`${path}/time-balance/adjustments`, {
          member_id,
          date: '2026-04-01',
          minutes: 600,
          reason: 'Travel',
        })
        .expect(201);
      await boss
        .put(`${path}/leave-entitlements`, {
          member_id,
          kind: 'parental',
          year: 2026,
          days: 10,
        })
        .expect(200);
      expect(await readBalance('member', 'as_of=2026-05-29')).toEqual(before);
    });

    it('shows balances to the person, their managers and workspace admins', async () => {
      const readStatus = async (who: PersonName, member_id: string) =>
        (await as(who).get(`${BALANCE}?member_id=${member_id}`)).status;
      for (const [who, status] of [
        ['member', 200],
        ['admin', 200],
        ['superAdmin', 200],
        ['projectAdmin', 404],
        ['reader', 404],
        ['guest', 404],
      ] as const) {
        expect([who, await readStatus(who, people.member)]).toEqual([
          who,
          status,
        ]);
      }
      expect(await readStatus('superAdmin', 'user:default/nobody')).toBe(404);
    });

    it('lists the balances of the managed staff by name, each once, in a constant number of queries @postgres', async () => {
      const list = async (who: PersonName, query = '') =>
        (
          await as(who)
            .get(`${BALANCE}/team?as_of=2026-05-29${query}`)
            .expect(200)
        ).body;
      const getIds = ({ items }: any) =>
        items.map((item: any) => item.member_id);
      const all = await list('superAdmin');
      expect(getIds(all)).toEqual([
        people.member,
        people.projectAdmin,
        people.reader,
      ]);
      for (const { display_name, department_id, ...balance } of all.items) {
        const query = `member_id=${balance.member_id}&as_of=2026-05-29`;
        expect(balance).toEqual(await readBalance('superAdmin', query));
      }
      expect(all.items[0]).toMatchObject({
        display_name: 'Max Member',
        department_id: team,
      });
      expect(getIds(await list('admin'))).toEqual([
        people.member,
        people.reader,
      ]);
      expect(getIds(await list('member'))).toEqual([people.member]);
      expect(getIds(await list('admin', `&department=${team}`))).toEqual([
        people.member,
      ]);
      const recursive = `&department=${team}&recursive=true`;
      expect(getIds(await list('admin', recursive))).toEqual([
        people.member,
        people.reader,
      ]);
      const first = await list('superAdmin', '&limit=2');
      const next = await list(
        'superAdmin',
        `&limit=2&cursor=${first.next_cursor}`,
      );
      expect([...getIds(first), ...getIds(next)]).toEqual(getIds(all));
      expect(next.next_cursor).toBeNull();

      const countQueries = async (query = '') => {
        const plans = await recordPlans(callboard().knex, () =>
          list('superAdmin', query),
        );
        // Other queries depend on the time, such as those of caches.
        const tables =
          /worklogs|time_off|holidays|time_adjustments|leave_entitlements/;
        return plans.filter(({ sql }) => tables.test(sql)).length;
      };
      const countOfOne = await countQueries(`&member_id=${people.member}`);
      expect(countOfOne).toBeGreaterThan(0);
      expect(await countQueries()).toBe(countOfOne);
    });

    it('reads only the worklogs of the listed people on SQLite', async () => {
      const { knex } = callboard();
      // PostgreSQL scans small tables.
      if (isPostgres(knex)) return;
      const plans = await recordPlans(knex, () =>
        as('superAdmin').get(`${BALANCE}/team`).expect(200),
      );
      const ofWorklogs = plans.filter(({ sql }) => sql.includes('worklogs'));
      expect(ofWorklogs.map(({ plan }) => plan)).toEqual([
        expect.stringMatching(
          /worklogs_member_idx \(workspace_id=\? AND logged_by=\?/,
        ),
      ]);
    });

    it('omits people who left before the year from the list', async () => {
      const { body } = await as('admin')
        .get(`${BALANCE}/team?as_of=2027-01-01`)
        .expect(200);
      expect(body.items.map((item: any) => item.member_id)).toEqual([
        people.reader,
      ]);
    });
  },
);
