import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';

const absent = '01920000-0000-7000-8000-000000000000';
const ROOT = '/workspaces/default';

describeCallboard('working calendar', {}, callboard => {
  const superAdmin = () => callboard().as('superAdmin');
  const member = () => callboard().as('member');

  beforeAll(async () => {
    for (const who of ['member', 'admin', 'guest'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
  });

  describe('time settings', () => {
    it('returns defaults for all settings', async () => {
      const { body, headers } = await member()
        .get(`${ROOT}/time-settings`)
        .expect(200);
      expect(body).toEqual({
        max_future_days: 1,
        max_past_working_days: null,
        max_minutes_per_day: 1440,
        working_days: [1, 2, 3, 4, 5],
        minutes_per_day: 480,
        activity_types: [
          'development',
          'review',
          'meeting',
          'support',
          'other',
        ],
        rounding_minutes: 0,
        max_timer_hours: 12,
        require_description: false,
        period: 'week',
        balance_from: null,
        reminders: { is_enabled: false, at: '16:30', below_percent: 90 },
        version: expect.any(Number),
        updated_at: expect.any(String),
      });
      expect(headers.etag).toBe(`"${body.version}"`);
    });

    it('allows admins to change settings and records an activity entry', async () => {
      const before = await superAdmin()
        .get(`${ROOT}/time-settings`)
        .expect(200);
      const patch = (values: object) =>
        superAdmin().patch(`${ROOT}/time-settings`, values);
      const changed = await patch({
        max_past_working_days: 3,
        reminders: { is_enabled: true },
      })
        .set('If-Match', before.headers.etag)
        .expect(200);
      expect(changed.body).toMatchObject({
        max_past_working_days: 3,
        max_future_days: 1,
        reminders: { is_enabled: true, at: '16:30', below_percent: 90 },
      });
      await patch({ max_future_days: 9 })
        .set('If-Match', before.headers.etag)
        .expect(412);
      const workspace = await superAdmin().get(ROOT).expect(200);
      expect(workspace.body.settings.max_past_working_days).toBe(3);
      const entries = await listActivityEntries(callboard(), workspace.body.id);
      expect(toFieldChanges(entries[entries.length - 1])).toMatchObject({
        'settings.max_past_working_days': [null, 3],
      });
      await member()
        .patch(`${ROOT}/time-settings`, { period: 'month' })
        .expect(403);
      await patch({ max_past_working_days: null, reminders: null }).expect(200);
    });

    it('stores every field of concurrent patches of the reminder', async () => {
      const patch = (reminders: object | null) =>
        superAdmin().patch(`${ROOT}/time-settings`, { reminders }).expect(200);
      await Promise.all([
        patch({ is_enabled: true }),
        patch({ at: '10:00' }),
        patch({ below_percent: 50 }),
      ]);
      const { body } = await superAdmin()
        .get(`${ROOT}/time-settings`)
        .expect(200);
      await patch(null);
      expect(body.reminders).toEqual({
        is_enabled: true,
        at: '10:00',
        below_percent: 50,
      });
    });

    it.each([
      { max_future_days: -1 },
      { max_minutes_per_day: 1441 },
      { max_past_working_days: 1.5 },
      { working_days: [0] },
      { working_days: [1, 1] },
      { minutes_per_day: 0 },
      { activity_types: ['a,b'] },
      { activity_types: [''] },
      { rounding_minutes: 7 },
      { require_description: 'yes' },
      { period: 'year' },
      { reminders: { at: '24:00' } },
      { reminders: { below_percent: 0 } },
      { nonsense: true },
    ])('returns 400 for %j', async values => {
      const { status } = await superAdmin().patch(
        `${ROOT}/time-settings`,
        values,
      );
      expect(status).toBe(400);
    });
  });

  describe('holidays', () => {
    const make = (values: object) =>
      superAdmin().post(`${ROOT}/holidays`, values);

    it('creates, lists by date and deletes holidays, and records activity entries', async () => {
      const created = await make({
        date: '2031-12-24',
        name: 'Christmas Eve',
        minutes: 240,
      }).expect(201);
      expect(created.body).toEqual({
        id: expect.any(String),
        date: '2031-12-24',
        name: 'Christmas Eve',
        minutes: 240,
        created_at: expect.any(String),
      });
      await make({ date: '2031-12-24', name: 'Christmas Eve' }).expect(409);
      const earlier = await make({
        date: '2031-10-03',
        name: 'Unity Day',
      }).expect(201);
      const list = await callboard()
        .as('guest')
        .get(`${ROOT}/holidays?date_from=2031-01-01&date_to=2031-12-31`)
        .expect(200);
      expect(list.body).toEqual({
        items: [earlier.body, created.body],
        next_cursor: null,
        total: 2,
      });
      await superAdmin()
        .delete(`${ROOT}/holidays/${created.body.id}`)
        .expect(204);
      await superAdmin()
        .delete(`${ROOT}/holidays/${created.body.id}`)
        .expect(404);
      await make({ date: '2031-12-24', name: 'Christmas Eve' }).expect(201);
      const entries = await listActivityEntries(callboard(), created.body.id);
      expect(entries.map(({ action }) => action)).toEqual(['create', 'delete']);
      await member()
        .post(`${ROOT}/holidays`, { date: '2031-01-01', name: 'Mine' })
        .expect(403);
    });

    it('imports holidays of a country and region and skips existing ones', async () => {
      const load = (values: object) =>
        superAdmin().post(`${ROOT}/holidays/import`, values);
      const { body } = await load({ country: 'de', year: 2027 }).expect(200);
      expect(body).toEqual({ created: expect.any(Number), skipped: 0 });
      expect(body.created).toBeGreaterThan(8);
      const again = await load({ country: 'DE', region: 'by', year: 2027 });
      expect(again.body.skipped).toBe(body.created);
      expect(again.body.created).toBeGreaterThan(0);
      const list = await superAdmin()
        .get(`${ROOT}/holidays?date_from=2027-01-01&date_to=2027-01-06`)
        .expect(200);
      expect(
        list.body.items.map(({ date, minutes }: any) => [date, minutes]),
      ).toEqual([
        ['2027-01-01', 0],
        ['2027-01-06', 0],
      ]);
    });

    it('finds regions in any case', async () => {
      const load = (region: string) =>
        superAdmin()
          .post(`${ROOT}/holidays/import`, {
            country: 'CK',
            region,
            year: 2028,
          })
          .expect(200);
      expect((await load('Mangaia')).body.skipped).toBe(0);
      expect((await load('MANGAIA')).body.created).toBe(0);
    });

    it('returns 400 for an unknown country or region or an invalid year', async () => {
      for (const [field, values] of Object.entries({
        country: { country: 'ZZ', year: 2027 },
        region: { country: 'DE', region: 'constructor', year: 2027 },
        year: { country: 'DE', year: 1 },
      })) {
        const { body } = await superAdmin()
          .post(`${ROOT}/holidays/import`, values)
          .expect(400);
        expect(body.error.message).toContain(`body.${field}`);
      }
    });

    it('returns every holiday once across pages', async () => {
      const all = await superAdmin()
        .get(`${ROOT}/holidays?limit=200`)
        .expect(200);
      const found: string[] = [];
      let cursor = '';
      do {
        const page = await superAdmin()
          .get(`${ROOT}/holidays?limit=3${cursor}`)
          .expect(200);
        found.push(...page.body.items.map(({ id }: any) => id));
        cursor = page.body.next_cursor && `&cursor=${page.body.next_cursor}`;
      } while (cursor);
      expect(found).toEqual(all.body.items.map(({ id }: any) => id));
    });
  });

  describe('time off and work schedules', () => {
    const week = { date_from: '2026-06-01', date_to: '2026-06-05' };

    it('shows time off to its user and workspace admins, but not to other users', async () => {
      const created = await member()
        .post(`${ROOT}/time-off`, { ...week, kind: 'vacation' })
        .expect(201);
      expect(created.body).toEqual({
        id: expect.any(String),
        member_id: people.member,
        display_name: 'Max Member',
        ...week,
        minutes_per_day: null,
        kind: 'vacation',
        created_by: people.member,
        created_at: expect.any(String),
      });
      const listed = async (who: 'member' | 'admin' | 'superAdmin') => {
        const { body } = await callboard()
          .as(who)
          .get(`${ROOT}/time-off?member_id=${people.member}`)
          .expect(200);
        return body.items.map(({ id }: any) => id);
      };
      expect(await listed('member')).toEqual([created.body.id]);
      expect(await listed('superAdmin')).toEqual([created.body.id]);
      expect(await listed('admin')).toEqual([]);
      const path = `${ROOT}/time-off/${created.body.id}`;
      await callboard().as('admin').delete(path).expect(404);
      await member().delete(path).expect(204);
      await member().delete(path).expect(404);
      await member().delete(`${ROOT}/time-off/${absent}`).expect(404);
      const entries = await listActivityEntries(callboard(), created.body.id);
      expect(entries.map(({ action }) => action)).toEqual(['create', 'delete']);
    });

    it.each([
      { ...week, date_to: '2026-05-31' },
      { ...week, date_from: '2026-02-30' },
      { ...week, minutes_per_day: 0 },
      { ...week, kind: '' },
      { ...week, date_to: '2036-01-01' },
    ])('returns 400 for time off with %j', async values => {
      const { status } = await member().post(`${ROOT}/time-off`, {
        kind: 'sick',
        ...values,
      });
      expect(status).toBe(400);
    });

    it('allows managers to add time off and set schedules in sub-departments, and admins to add time off for everyone', async () => {
      const top = await superAdmin()
        .post(`${ROOT}/departments`, { name: 'Top', manager_ref: people.admin })
        .expect(201);
      const team = await superAdmin()
        .post(`${ROOT}/departments`, { name: 'Team', parent_id: top.body.id })
        .expect(201);
      await superAdmin()
        .post(`${ROOT}/staff`, {
          staff_id: 'M1',
          first_name: 'Max',
          last_name: 'Member',
          email: 'max@example.com',
          user_ref: people.member,
          department_id: team.body.id,
        })
        .expect(201);
      const createTimeOff = (
        who: 'admin' | 'superAdmin' | 'member',
        member_id: string,
      ) =>
        callboard()
          .as(who)
          .post(`${ROOT}/time-off`, { ...week, kind: 'sick', member_id });
      const created = await createTimeOff('admin', people.member).expect(201);
      await callboard()
        .as('admin')
        .delete(`${ROOT}/time-off/${created.body.id}`)
        .expect(204);
      await createTimeOff('superAdmin', people.guest).expect(201);
      await createTimeOff('superAdmin', 'user:default/nobody').expect(400);
      await createTimeOff('admin', people.guest).expect(403);
      await createTimeOff('member', people.admin).expect(403);

      const schedule = `${ROOT}/work-schedule?member_id=${people.member}`;
      const days = [480, 480, 480, 240, 0, 0, 0];
      const set = (who: 'admin' | 'member') =>
        callboard().as(who).put(schedule, { minutes_per_weekday: days });
      await set('member').expect(403);
      const done = await set('admin').expect(200);
      expect(done.body).toMatchObject({
        minutes_per_weekday: days,
        workspace_minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
        is_editable: true,
        updated_at: expect.any(String),
      });
      const read = await member().get(`${ROOT}/work-schedule`).expect(200);
      expect(read.body).toMatchObject({
        member_id: people.member,
        minutes_per_weekday: days,
        is_editable: false,
      });
      const [activityEntry] = await listActivityEntries(
        callboard(),
        done.body.id,
      );
      expect(toFieldChanges(activityEntry)).toEqual({
        minutes_per_weekday: [null, days],
      });
      await member()
        .get(`${ROOT}/work-schedule?member_id=${people.admin}`)
        .expect(404);
      await callboard()
        .as('superAdmin')
        .put(`${ROOT}/work-schedule?member_id=user:default/nobody`, {
          minutes_per_weekday: days,
        })
        .expect(404);
      for (const wrong of [[1], [1, 2, 3, 4, 5, 6, 1441], 'x', undefined]) {
        await callboard()
          .as('admin')
          .put(schedule, { minutes_per_weekday: wrong })
          .expect(400);
      }
    });
  });
});
