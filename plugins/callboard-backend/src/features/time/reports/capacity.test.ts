import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { setRole } from '../../../__testUtils__/setRole';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture } from '../__testUtils__/TimeFixture';

const ROOT = '/workspaces/default';

describeCallboard('capacity', { entities: catalogEntities }, callboard => {
  const superAdmin = () => callboard().as('superAdmin');
  let fixture: TimeFixture;
  let team: string;

  beforeAll(async () => {
    fixture = await TimeFixture.open(callboard());
    for (const who of ['admin', 'reader', 'guest'] as const) {
      await callboard().as(who).get('/me').expect(200);
    }
    const make = async (path: string, values: object) =>
      (await superAdmin().post(`${ROOT}/${path}`, values).expect(201)).body;
    const top = await make('departments', {
      name: 'Top',
      manager_ref: people.admin,
    });
    team = (await make('departments', { name: 'Team', parent_id: top.id })).id;
    const employ = (who: PersonName, values: object) =>
      make('staff', {
        staff_id: who.slice(0, 8),
        first_name: who,
        last_name: 'Person',
        email: `${who}@example.com`,
        user_ref: people[who],
        ...values,
      });
    await employ('member', { department_id: team });
    await employ('projectAdmin', {
      department_id: top.id,
      date_of_joining: '2026-03-03',
    });
    await employ('reader', { department_id: null });
    await make('holidays', { date: '2026-03-05', name: 'Day', minutes: 120 });
    await make('time-off', {
      date_from: '2026-03-06',
      date_to: '2026-03-06',
      minutes_per_day: 180,
      kind: 'other',
      member_id: people.member,
    });
    await superAdmin()
      .put(`${ROOT}/work-schedule?member_id=${people.projectAdmin}`, {
        minutes_per_weekday: [60, 60, 60, 60, 60, 60, 0],
      })
      .expect(200);
    for (const [who, minutes, logged_at] of [
      ['member', 480, '2026-03-02'],
      ['member', 500, '2026-03-03'],
      ['projectAdmin', 400, '2026-03-04'],
    ] as const) {
      await fixture.log(who, { duration_minutes: minutes, logged_at });
    }
  });

  const readCapacity = async (who: PersonName, query = '') =>
    (
      await callboard()
        .as(who)
        .get(`${ROOT}/capacity?date_from=2026-03-02&date_to=2026-03-08${query}`)
        .expect(200)
    ).body;
  const getMemberIds = ({ items }: any) =>
    items.map(({ member_id }: any) => member_id);

  it('returns expected and logged minutes by day, reduced by holidays and time off', async () => {
    const { items } = await readCapacity('member');
    expect(items).toEqual([
      {
        member_id: people.member,
        display_name: 'Max Member',
        department_id: team,
        // Three whole days, a holiday of two hours, and a day minus three hours.
        expected_minutes: 480 * 3 + 120 + 300,
        logged_minutes: 980,
        ratio: 980 / 1860,
        band: 'under',
        days: [
          ['2026-03-02', 480, 480],
          ['2026-03-03', 480, 500],
          ['2026-03-04', 480, 0],
          ['2026-03-05', 120, 0],
          ['2026-03-06', 300, 0],
          ['2026-03-07', 0, 0],
          ['2026-03-08', 0, 0],
        ].map(([date, expected_minutes, logged_minutes]) => ({
          date,
          expected_minutes,
          logged_minutes,
        })),
      },
    ]);
  });

  it('ends at 9999-12-31, the last valid date', async () => {
    const { body } = await callboard()
      .as('member')
      .get(`${ROOT}/capacity?date_from=9999-12-30`)
      .expect(200);
    const dates = body.items[0].days.map(({ date }: any) => date);
    expect(dates).toEqual(['9999-12-30', '9999-12-31']);
  });

  it('uses the personal work schedule and starts on the date of joining', async () => {
    const { items } = await readCapacity('projectAdmin');
    expect(items[0]).toMatchObject({
      expected_minutes: 300,
      logged_minutes: 400,
      band: 'over',
    });
  });

  it('returns the viewer, their managed staff and, for admins, all staff and the members who logged time', async () => {
    expect(getMemberIds(await readCapacity('member'))).toEqual([people.member]);
    expect(getMemberIds(await readCapacity('guest'))).toEqual([people.guest]);
    expect(getMemberIds(await readCapacity('admin')).sort()).toEqual(
      [people.admin, people.member, people.projectAdmin].sort(),
    );
    const listed = ['member', 'projectAdmin', 'reader', 'superAdmin'] as const;
    const expectListed = async (...others: PersonName[]) =>
      expect(getMemberIds(await readCapacity('superAdmin')).sort()).toEqual(
        [...listed, ...others].map(who => people[who]).sort(),
      );
    await expectListed();
    await fixture.setRole('admin', 'member');
    const logDay = (logged_at: string) =>
      fixture.log('admin', { duration_minutes: 60, logged_at });
    await logDay('2026-03-01');
    await logDay('2026-03-09');
    await expectListed();
    await logDay('2026-03-08');
    await fixture.setRole('admin', null);
    await expectListed('admin');
    for (const who of ['admin', 'guest'] as const) {
      const query = `&member_id=${people[who]},user:default/nobody`;
      const { items } = await readCapacity('superAdmin', query);
      expect(items).toMatchObject([
        { member_id: people[who], department_id: null },
      ]);
    }
    expect(
      getMemberIds(await readCapacity('member', `&member_id=${people.admin}`)),
    ).toEqual([]);
  });

  it('filters by member and department, and returns totals of each department', async () => {
    const one = await readCapacity('superAdmin', `&department=${team}`);
    expect(getMemberIds(one)).toEqual([people.member]);
    expect(one.departments).toEqual([
      {
        department_id: team,
        name: 'Team',
        people: 1,
        expected_minutes: 1860,
        logged_minutes: 980,
        ratio: 980 / 1860,
        band: 'under',
      },
    ]);
    const top = (await superAdmin().get(`${ROOT}/departments?search=Top`)).body
      .items[0].id;
    const both = await readCapacity(
      'superAdmin',
      `&department=${top}&recursive=true`,
    );
    expect(getMemberIds(both).sort()).toEqual(
      [people.member, people.projectAdmin].sort(),
    );
    expect(
      getMemberIds(
        await readCapacity('superAdmin', `&member_id=${people.reader}`),
      ),
    ).toEqual([people.reader]);
  });

  it('omits time in secret projects for managers, but not for the user or super admins', async () => {
    const patch = (access: string) =>
      superAdmin().patch(fixture.project.path, { access }).expect(200);
    await patch('secret');
    const managed = await readCapacity('admin', `&member_id=${people.member}`);
    expect(managed.items[0].logged_minutes).toBe(0);
    expect((await readCapacity('member')).items[0].logged_minutes).toBe(980);
    expect(
      (await readCapacity('superAdmin', `&member_id=${people.member}`)).items[0]
        .logged_minutes,
    ).toBe(980);
    await patch('open');
  });

  it('defaults to seven days and returns 400 for an invalid range or department', async () => {
    const { body } = await callboard()
      .as('member')
      .get(`${ROOT}/capacity`)
      .expect(200);
    expect(body.items[0].days).toHaveLength(7);
    for (const query of [
      'date_from=1970-01-01&date_to=9999-12-31',
      'date_from=2026-03-02&date_to=2026-03-01',
      'department=nothing',
    ]) {
      await callboard()
        .as('member')
        .get(`${ROOT}/capacity?${query}`)
        .expect(400);
    }
  });

  it('omits the time entries of a user who became a guest from their own capacity', async () => {
    const readLoggedMinutes = async (who: PersonName) => {
      const { items } = await readCapacity(who, `&member_id=${people.member}`);
      return items[0].logged_minutes;
    };
    expect(await readLoggedMinutes('member')).toBe(980);
    await setRole(callboard(), `${ROOT}/members`, 'member', 'guest');
    expect(await readLoggedMinutes('member')).toBe(0);
    expect(await readLoggedMinutes('superAdmin')).toBe(980);
  });
});
