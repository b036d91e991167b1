import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { TimeDesk, today } from '../../time/__testUtils__/TimeDesk';
import { addDays } from '../../time/rules/workingDays';

const ROOT = '/workspaces/default';

describeCallboard('analytics', { entities: landscape }, callboard => {
  let open: TimeDesk;
  let secret: TimeDesk;

  beforeAll(async () => {
    open = await TimeDesk.open(callboard());
    secret = await TimeDesk.open(callboard(), 'payments_api');
    await callboard().as('guest').get('/me').expect(200);
    const { Done, 'In Progress': started } = open.desk.states;
    const item = await open.desk.make({
      assignees: [people.member],
      state_id: started.id,
      target_date: addDays(today(), -1),
    });
    await open.desk.make({
      assignees: [people.member],
      state_id: Done.id,
    });
    await open.log(
      'member',
      { logged_at: today(), duration_minutes: 90 },
      item,
    );
    await open.log(
      'member',
      {
        logged_at: addDays(today(), -8),
        duration_minutes: 30,
        is_billable: true,
        activity_type: 'meeting',
      },
      item,
    );
    await secret.admit('member', null);
    await secret.desk
      .as('superAdmin')
      .patch(secret.desk.path, { access: 'secret' })
      .expect(200);
  });

  const ask = async (who: PersonName, query: string): Promise<any> => {
    const { body } = await callboard()
      .as(who)
      .get(`${ROOT}/analytics?${query}`)
      .expect(200);
    return body;
  };
  const totalOf = async (who: PersonName, path: string): Promise<number> => {
    const { body } = await callboard()
      .as(who)
      .get(ROOT + path)
      .expect(200);
    return body.total;
  };
  const WEEK = 'date_range=last_7_days';
  const from = addDays(today(), -6);

  it.each(['superAdmin', 'member', 'guest'] as const)(
    'tell %s how much there is, as the lists do',
    async who => {
      const overview = await ask(who, `tab=overview&${WEEK}`);
      expect(overview).toMatchObject({
        range: { start: from, end: today() },
        previous_range: { start: addDays(from, -7), end: addDays(from, -1) },
        projects: { count: await totalOf(who, '/projects'), filter_count: 0 },
        work_items: {
          count: await totalOf(who, `/work-items?created_at_from=${from}`),
          filter_count: 0,
        },
        completed: {
          count: await totalOf(who, `/work-items?completed_at_from=${from}`),
          filter_count: 0,
        },
      });
    },
  );

  it('compare time with that of the days before', async () => {
    expect(await ask('member', `tab=time&${WEEK}`)).toMatchObject({
      logged_minutes: { count: 90, filter_count: 30 },
      billable_minutes: { filter_count: 30 },
      people: { count: 1, filter_count: 1 },
      projects: [
        {
          project_id: open.desk.pid,
          logged_minutes: { count: 90, filter_count: 30 },
        },
      ],
      interval: 'day',
    });
    const { over_time } = await ask('member', `tab=time&${WEEK}`);
    expect(over_time).toHaveLength(7);
    expect(over_time[6]).toEqual({ key: today(), logged_minutes: 90 });
    expect(await ask('guest', `tab=time&${WEEK}`)).toMatchObject({
      logged_minutes: { count: 0, filter_count: 0 },
      projects: [],
    });
  });

  it('tell the work of each project, and what came in and went out', async () => {
    const { projects, over_time } = await ask(
      'member',
      `tab=work-items&${WEEK}`,
    );
    expect(projects).toEqual([
      {
        project_id: open.desk.pid,
        name: expect.any(String),
        created: { count: 3, filter_count: 0 },
        completed: { count: 1, filter_count: 0 },
        started: { count: 1, filter_count: 0 },
        overdue: { count: 1, filter_count: 0 },
      },
    ]);
    expect(over_time[6]).toEqual({ key: today(), created: 3, completed: 1 });
    const all = await ask('superAdmin', `tab=work-items&${WEEK}`);
    expect(all.projects).toHaveLength(2);
  });

  it('tell what people have to do, did and logged', async () => {
    const { people: told } = await ask('member', `tab=people&${WEEK}`);
    expect(told).toEqual([
      {
        user_ref: people.member,
        name: 'Max Member',
        assigned: { count: 2, filter_count: 0 },
        completed: { count: 1, filter_count: 0 },
        logged_minutes: { count: 90, filter_count: 30 },
      },
    ]);
  });

  it('are of all times without a range, and of the projects asked for', async () => {
    const all = await ask('superAdmin', 'tab=overview');
    expect(all).toMatchObject({
      range: null,
      projects: { count: 2, filter_count: null },
      logged_minutes: { count: 120, filter_count: null },
    });
    const one = await ask(
      'superAdmin',
      `tab=overview&project_ids=${secret.desk.pid}`,
    );
    expect(one).toMatchObject({
      projects: { count: 1 },
      work_items: { count: 1 },
      logged_minutes: { count: 0 },
    });
    const none = await ask(
      'member',
      `tab=overview&project_ids=${secret.desk.pid}`,
    );
    expect(none).toMatchObject({
      projects: { count: 0 },
      work_items: { count: 0 },
    });
  });

  it.each([
    'tab=secrets',
    'tab=time&start=2026-01-01',
    'tab=time&date_range=x',
  ])('refuse %s', async query => {
    const { status } = await callboard()
      .as('superAdmin')
      .get(`${ROOT}/analytics?${query}`);
    expect(status).toBe(400);
  });
});
