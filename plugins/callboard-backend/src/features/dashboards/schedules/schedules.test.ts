import { DashboardSchedule } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { newId } from '../../../database/ids';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default/dashboards';

const daily = {
  recipient_refs: [people.member],
  frequency: 'daily',
  hour: 8,
};

describeCallboard('schedules of dashboards', {}, callboard => {
  const world = makeDashboardWorld(callboard);

  beforeAll(() => world.enter());
  beforeEach(() => callboard().knex('dashboard_schedules').delete());

  const add = async (id: string, input: object = {}) => {
    const { body } = await callboard()
      .as('member')
      .post(`${ROOT}/${id}/schedules`, { ...daily, ...input })
      .expect(201);
    return body as DashboardSchedule;
  };
  const history = async (id: string) => {
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=default&entity_id=${id}`)
      .expect(200);
    return body.activities as any[];
  };

  it('can be made, listed, changed and ended', async () => {
    const { id } = await world.newDashboard('member');
    const path = `${ROOT}/${id}/schedules`;
    const made = await add(id);
    expect(made).toMatchObject({
      ...daily,
      dashboard_id: id,
      weekday: null,
      day_of_month: null,
      timezone: 'UTC',
      format: 'pdf',
      is_enabled: true,
      last_sent_at: null,
      version: 1,
    });
    expect(Date.parse(made.next_at!)).toBeGreaterThan(Date.now());
    expect(made.next_at).toContain('T08:00:00.000Z');
    const { body: weekly } = await callboard()
      .as('member')
      .patch(`${path}/${made.id}`, { frequency: 'weekly', weekday: 3 })
      .set('If-Match', '"1"')
      .expect(200);
    expect(weekly).toMatchObject({ weekday: 3, version: 2 });
    expect(new Date(weekly.next_at).getUTCDay()).toBe(3);
    const { body: off } = await callboard()
      .as('member')
      .patch(`${path}/${made.id}`, { frequency: 'daily', is_enabled: false })
      .expect(200);
    expect(off).toMatchObject({ weekday: null, next_at: null });
    const stale = await callboard()
      .as('member')
      .patch(`${path}/${made.id}`, { hour: 9 })
      .set('If-Match', '"1"');
    expect(stale.status).toBe(412);
    const other = await add(id, { format: 'xlsx', timezone: 'Asia/Tokyo' });
    const { body: list } = await callboard().as('member').get(path).expect(200);
    expect(list).toEqual({ items: [off, other], next_cursor: null });
    await callboard().as('member').delete(`${path}/${made.id}`).expect(204);
    const { body: left } = await callboard().as('member').get(path).expect(200);
    expect(left.items).toEqual([other]);
  });

  it('leave traces, of which only those hear who look after the dashboard', async () => {
    const { id } = await world.newDashboard('member', { access: 'shared' });
    const made = await add(id);
    await callboard()
      .as('member')
      .patch(`${ROOT}/${id}/schedules/${made.id}`, { hour: 8 })
      .expect(200);
    await callboard()
      .as('member')
      .patch(`${ROOT}/${id}/schedules/${made.id}`, { hour: 10 })
      .expect(200);
    const [changed, created, ...rest] = await history(made.id);
    expect(rest).toEqual([]);
    expect(created).toMatchObject({
      action: 'create',
      entity_type: 'dashboard_schedule',
    });
    expect(changed.changes).toEqual([
      { field: 'hour', old_value: 8, new_value: 10 },
    ]);
    const { body } = await callboard()
      .as('guest')
      .get(`/activity?workspace=default&entity_id=${made.id}`)
      .expect(200);
    expect(body.activities).toEqual([]);
  });

  it('are for the owner, and for admins where the dashboard is shared', async () => {
    const shared = await world.newDashboard('member', { access: 'shared' });
    const own = await world.newDashboard('member');
    const statuses = async (id: string) =>
      Promise.all(
        (['member', 'admin', 'guest', 'stranger'] as const).map(
          async who =>
            (await callboard().as(who).get(`${ROOT}/${id}/schedules`)).status,
        ),
      );
    expect(await statuses(shared.id)).toEqual([200, 200, 403, 403]);
    expect(await statuses(own.id)).toEqual([200, 404, 403, 404]);
    const others = await world.newDashboard('admin', { access: 'shared' });
    const refused = await callboard()
      .as('member')
      .post(`${ROOT}/${others.id}/schedules`, daily);
    expect(refused.status).toBe(403);
    const { id: sid } = await add(shared.id);
    const elsewhere = await callboard()
      .as('member')
      .patch(`${ROOT}/${own.id}/schedules/${sid}`, { hour: 1 });
    expect(elsewhere.status).toBe(404);
    const foreign = await world.otherWorkspace();
    const gone = await callboard()
      .as('superAdmin')
      .get(`${foreign}/${shared.id}/schedules`);
    expect(gone.status).toBe(404);
  });

  it.each([
    ['recipient_refs', { recipient_refs: [] }],
    ['recipient_refs', { recipient_refs: [people.member, people.member] }],
    [
      'recipient_refs',
      {
        recipient_refs: Array.from(
          { length: 51 },
          (_, n) => `user:default/p${n}`,
        ),
      },
    ],
    [
      'recipient_refs[1]',
      { recipient_refs: [people.member, 'user:default/no'] },
    ],
    ['recipient_refs[0]', { recipient_refs: ['group:default/all'] }],
    ['weekday', { frequency: 'weekly' }],
    ['weekday', { weekday: 1 }],
    ['weekday', { frequency: 'weekly', weekday: 8 }],
    ['day_of_month', { frequency: 'monthly' }],
    ['day_of_month', { frequency: 'monthly', day_of_month: 32 }],
    ['hour', { hour: 24 }],
    ['hour', { hour: 7.5 }],
    ['timezone', { timezone: 'Mars/Olympus' }],
    ['format', { format: 'docx' }],
    ['frequency', { frequency: 'hourly' }],
  ])('refuse a wrong %s: %j', async (field, input) => {
    const { id } = await world.newDashboard('member');
    const { body } = await callboard()
      .as('member')
      .post(`${ROOT}/${id}/schedules`, { ...daily, ...input })
      .expect(400);
    expect(
      body.error.problems.map((problem: { field: string }) => problem.field),
    ).toContain(`body.${field}`);
  });

  it('refuse a change that leaves them without a day', async () => {
    const { id } = await world.newDashboard('member');
    const { id: sid } = await add(id);
    const { body } = await callboard()
      .as('member')
      .patch(`${ROOT}/${id}/schedules/${sid}`, { frequency: 'monthly' })
      .expect(400);
    expect(body.error.problems).toEqual([
      { field: 'body.day_of_month', reason: 'is needed for monthly mails' },
    ]);
  });

  it('are at most fifty of a person, on all dashboards', async () => {
    const { knex } = callboard();
    const [first, other, over] = [
      await world.newDashboard('member'),
      await world.newDashboard('member'),
      await world.newDashboard('member'),
    ];
    await add(first.id);
    const [row] = await knex('dashboard_schedules');
    const rows = (dashboard_id: string, count: number) =>
      Array.from({ length: count }, (_, nth) => ({
        ...row,
        recipient_refs: JSON.stringify([people.member]),
        ...{ dashboard_id, id: newId(nth) },
      }));
    await knex('dashboard_schedules').insert(rows(over.id, 18));
    await knex('dashboard_schedules').insert(rows(first.id, 18));
    await knex('dashboard_schedules').insert(rows(other.id, 12));
    const answers = await Promise.all(
      [first, other].map(({ id }) =>
        callboard().as('member').post(`${ROOT}/${id}/schedules`, daily),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    expect(refused.body.error.message).toBe(
      'A person has at most 50 schedules, on all dashboards',
    );
    await callboard().as('member').delete(`${ROOT}/${over.id}`).expect(204);
    await add(other.id);
  });

  it('are at most twenty', async () => {
    const { id } = await world.newDashboard('member');
    for (let nth = 0; nth < 20; nth += 1) {
      await add(id);
    }
    const { status } = await callboard()
      .as('member')
      .post(`${ROOT}/${id}/schedules`, daily);
    expect(status).toBe(409);
  });
});
