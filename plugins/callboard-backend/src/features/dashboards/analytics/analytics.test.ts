import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { TimeFixture, today } from '../../time/__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { insertMany } from '../../../database/bulk';
import { createId } from '../../../database/ids';

const ROOT = '/workspaces/default';

describeCallboard('analytics', { entities: catalogEntities }, callboard => {
  let open: TimeFixture;
  let secret: TimeFixture;

  beforeAll(async () => {
    open = await TimeFixture.open(callboard());
    secret = await TimeFixture.open(callboard(), 'payments_api');
    await callboard().as('guest').get('/me').expect(200);
    const { Done, 'In Progress': started } = open.project.states;
    const item = await open.project.make({
      assignees: [people.member],
      state_id: started.id,
      target_date: addDays(today(), -1),
    });
    await open.project.make({
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
    await secret.setRole('member', null);
    await secret.project
      .as('superAdmin')
      .patch(secret.project.path, { access: 'secret' })
      .expect(200);
  });

  const ask = async (who: PersonName, query: string): Promise<any> => {
    const { body } = await callboard()
      .as(who)
      .get(`${ROOT}/analytics?${query}`)
      .expect(200);
    return body;
  };
  const readTotal = async (who: PersonName, path: string): Promise<number> => {
    const { body } = await callboard()
      .as(who)
      .get(ROOT + path)
      .expect(200);
    return body.total;
  };
  const WEEK = 'date_range=last_7_days';
  const from = addDays(today(), -6);

  it.each(['superAdmin', 'member', 'guest'] as const)(
    'returns to %s the same counts as the lists',
    async who => {
      const overview = await ask(who, `tab=overview&${WEEK}`);
      expect(overview).toMatchObject({
        range: { start: from, end: today() },
        previous_range: { start: addDays(from, -7), end: addDays(from, -1) },
        projects: { count: await readTotal(who, '/projects'), filter_count: 0 },
        work_items: {
          count: await readTotal(who, `/work-items?created_at_from=${from}`),
          filter_count: 0,
        },
        completed: {
          count: await readTotal(who, `/work-items?completed_at_from=${from}`),
          filter_count: 0,
        },
      });
    },
  );

  it('compares logged time with the previous period', async () => {
    expect(await ask('member', `tab=time&${WEEK}`)).toMatchObject({
      logged_minutes: { count: 90, filter_count: 30 },
      billable_minutes: { filter_count: 30 },
      people: { count: 1, filter_count: 1 },
      projects: [
        {
          project_id: open.project.pid,
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

  it('returns work items by project, and created and completed items by day', async () => {
    const { projects, over_time } = await ask(
      'member',
      `tab=work-items&${WEEK}`,
    );
    expect(projects).toEqual([
      {
        project_id: open.project.pid,
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

  it('returns assigned items, completed items and logged time by user', async () => {
    const { people: listedPeople } = await ask('member', `tab=people&${WEEK}`);
    expect(listedPeople).toEqual([
      {
        user_ref: people.member,
        name: 'Max Member',
        assigned: { count: 2, filter_count: 0 },
        completed: { count: 1, filter_count: 0 },
        logged_minutes: { count: 90, filter_count: 30 },
      },
    ]);
  });

  it('covers all time without a range, and filters by the requested projects', async () => {
    const all = await ask('superAdmin', 'tab=overview');
    expect(all).toMatchObject({
      range: null,
      projects: { count: 2, filter_count: null },
      logged_minutes: { count: 120, filter_count: null },
    });
    const one = await ask(
      'superAdmin',
      `tab=overview&project_ids=${secret.project.pid}`,
    );
    expect(one).toMatchObject({
      projects: { count: 1 },
      work_items: { count: 1 },
      logged_minutes: { count: 0 },
    });
    const none = await ask(
      'member',
      `tab=overview&project_ids=${secret.project.pid}`,
    );
    expect(none).toMatchObject({
      projects: { count: 0 },
      work_items: { count: 0 },
    });
  });

  it('returns the latest 400 months of a longer range', async () => {
    const { over_time, interval } = await ask(
      'superAdmin',
      'tab=work-items&start=1970-01-01&end=2069-12-31',
    );
    expect(interval).toBe('month');
    expect(over_time).toHaveLength(400);
    expect(over_time[0].key).toBe('2036-09');
    expect(over_time[399].key).toBe('2069-12');
  });

  it.each([
    'tab=secrets',
    'tab=time&start=2026-01-01',
    'tab=time&date_range=x',
  ])('returns 400 for %s', async query => {
    const { status } = await callboard()
      .as('superAdmin')
      .get(`${ROOT}/analytics?${query}`);
    expect(status).toBe(400);
  });
});

describeCallboard(
  'analytics of a large workspace',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    const PEOPLE = 1_100;
    const PROJECTS = 220;
    const toUserRef = (n: number) =>
      `user:default/p${String(n).padStart(5, '0')}`;
    let fixture: TimeFixture;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      const { knex } = callboard();
      const { id } = fixture.item;
      const assignees = Array.from({ length: PEOPLE }, (_, n) => ({
        work_item_id: id,
        user_ref: toUserRef(n),
      }));
      await insertMany(knex, 'work_item_assignees', assignees);
      const { id: entry } = await fixture.log('member', { logged_at: today() });
      await knex('worklogs')
        .where({ id: entry })
        .update({ logged_by: toUserRef(PEOPLE - 1) });
      const project = await knex('projects')
        .where({ id: fixture.project.pid })
        .first();
      const item = await knex('work_items').where({ id }).first();
      const projects = Array.from({ length: PROJECTS }, (_, n) => ({
        ...project,
        id: createId(n),
        identifier: `X${n}`,
        entity_ref: `component:default/x${n}`,
      }));
      await knex.batchInsert('projects', projects, 50);
      await knex.batchInsert(
        'work_items',
        projects.map((each, n) => ({
          ...item,
          id: createId(n),
          project_id: each.id,
        })),
        50,
      );
    });

    const ask = async (tab: string): Promise<any> => {
      const { body } = await callboard()
        .as('superAdmin')
        .get(`${ROOT}/analytics?tab=${tab}&date_range=last_7_days`)
        .expect(200);
      return body;
    };

    it('lists the 200 busiest of 1,100 users with all their counts @full-postgres @postgres', async () => {
      const { people: listedPeople, truncated } = await ask('people');
      expect(truncated).toBe(true);
      expect(listedPeople).toHaveLength(200);
      expect(listedPeople[0]).toMatchObject({
        user_ref: toUserRef(PEOPLE - 1),
        assigned: { count: 1 },
        logged_minutes: { count: 30 },
      });
    });

    it('returns totals of all projects, including those not listed', async () => {
      const { projects, totals, truncated } = await ask('work-items');
      expect([projects.length, truncated]).toEqual([200, true]);
      expect(totals).toMatchObject({
        created: { count: PROJECTS + 1, filter_count: 0 },
        completed: { count: 0, filter_count: 0 },
      });
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${ROOT}/dashboards/preview`, {
          widget_type: 'project_stats',
          config: {},
        })
        .expect(200);
      expect(body).toMatchObject({ total: PROJECTS + 1, truncated: true });
    });
  },
);
