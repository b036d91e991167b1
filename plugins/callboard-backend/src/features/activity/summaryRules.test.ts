import { ActivitySummary } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace } from './__testUtils__/activityRows';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('summaries on %s', id => {
  let callboard: TestCallboard;
  let lab: string;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    lab = await addWorkspace(callboard, 'lab', {
      week_start: 7,
      timezone: 'Asia/Tokyo',
    });
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');

  const summarize = async (query: string): Promise<ActivitySummary> =>
    (await boss().get(`/activity/summary?${query}`).expect(200)).body;

  it('are in the zone and the weeks of the workspace', async () => {
    await addRows(callboard.knex, lab, [
      // Saturday evening in UTC, Sunday in Tokyo.
      { entity_id: 'own', created_at: Date.UTC(2026, 0, 3, 16) },
    ]);
    const query = 'workspace=lab&entity_id=own';
    expect((await summarize(query)).by_day).toEqual([
      { date: '2026-01-04', count: 1 },
    ]);
    expect((await summarize(`${query}&group_by=week`)).rows).toEqual([
      { week: '2026-01-04', count: 1 },
    ]);
    expect((await summarize(`${query}&tz=UTC&group_by=week`)).rows).toEqual([
      { week: '2025-12-28', count: 1 },
    ]);
  });

  it('list the busiest first, and days in order', async () => {
    await addRows(
      callboard.knex,
      lab,
      ['b', 'a', 'c', 'c', 'b', 'c'].map((action, n) => ({
        entity_id: 'ranked',
        action,
        created_at: Date.UTC(2026, 6, 9 - n),
      })),
    );
    const summary = await summarize('workspace=lab&entity_id=ranked&tz=UTC');
    expect(summary.by_action).toEqual([
      { action: 'c', count: 3 },
      { action: 'b', count: 2 },
      { action: 'a', count: 1 },
    ]);
    expect(summary.by_day.map(({ date }) => date)).toEqual(
      [4, 5, 6, 7, 8, 9].map(day => `2026-07-0${day}`),
    );
  });

  it('know people by their newest name', async () => {
    const user_id = `user:default/renamed`;
    await addRows(
      callboard.knex,
      lab,
      ['Zoe Unmarried', 'Zoe Between', 'Anna Married'].map((user_name, n) => ({
        entity_id: 'renamed',
        user_id,
        user_name,
        created_at: Date.UTC(2026, n, 1),
      })),
    );
    const query = 'workspace=lab&entity_id=renamed';
    const expected = { user_id, user_name: 'Anna Married', count: 3 };
    expect((await summarize(query)).by_user).toEqual([expected]);
    expect((await summarize(`${query}&group_by=user`)).rows).toEqual([
      expected,
    ]);
    const { body } = await boss().get(`/activity/facets?${query}`).expect(200);
    expect(body.users).toEqual([expected]);
  });

  it('of nothing are zero', async () => {
    expect(
      await summarize('workspace=lab&entity_id=none&group_by=user,date'),
    ).toEqual({
      success: true,
      total: 0,
      by_user: [],
      by_action: [],
      by_entity_type: [],
      by_day: [],
      rows: [],
      next_cursor: null,
    });
    expect(await summarize('start=9999-12-30&group_by=week')).toMatchObject({
      total: 0,
    });
  });

  it.each([
    ['group_by=colour', 'must be a comma-separated list of user, date'],
    ['group_by=', 'must be a comma-separated list of user, date'],
    ['group_by=user,user', 'query.group_by: must not name a dimension twice'],
    ['group_by=date,week', 'query.group_by: takes date or week, not both'],
    ['cursor=abc', 'query.cursor: needs the group_by that it was made for'],
    ['page=1', 'query.page: is not a known parameter'],
    ['total=true', 'query.total: is not a known parameter'],
    ['limit=0&group_by=user', 'query.limit: must be at least 1'],
  ])('refuse ?%s', async (query, message) => {
    const { body } = await boss().get(`/activity/summary?${query}`).expect(400);
    expect(body.error.message).toContain(message);
  });

  it('refuse the cursor of another grouping', async () => {
    const { next_cursor } = await summarize(
      'workspace=lab&group_by=user,date&limit=1',
    );
    const { body } = await boss()
      .get(
        `/activity/summary?workspace=lab&group_by=date,user&cursor=${next_cursor}`,
      )
      .expect(400);
    expect(body.error.message).toBe(
      'query.cursor: is not a cursor of this list',
    );
  });

  it('add up even while rows arrive', async () => {
    const query = 'workspace=lab&entity_id=busy';
    const event = { action: 'click', entity_type: 'page', entity_id: 'busy' };
    const sum = (groups: Array<{ count: number }>) =>
      groups.reduce((total, { count }) => total + count, 0);
    let arriving = true;
    const arrivals = (async () => {
      while (arriving) {
        await boss().post('/activity?workspace=lab', event).expect(201);
      }
    })();
    for (let n = 0; n < 15; n += 1) {
      const summary = await summarize(`${query}&group_by=user,date`);
      expect([
        sum(summary.by_user),
        sum(summary.by_action),
        sum(summary.by_entity_type),
        sum(summary.by_day),
        sum(summary.rows!),
      ]).toEqual(Array(5).fill(summary.total));
    }
    arriving = false;
    await arrivals;
  });

  it('facets name who, what and which types occur, for the filters', async () => {
    await addRows(callboard.knex, lab, [
      { entity_id: 'f', entity_type: 'component' },
      { entity_id: 'f', entity_type: 'component', action: 'click' },
      { entity_id: 'f', user_id: 'user:default/fay', user_name: 'Fay' },
      { entity_id: 'f', action: 'detail', is_detail: true },
      { entity_id: 'other', action: 'other' },
    ]);
    const { body } = await boss()
      .get('/activity/facets?workspace=lab&entity_id=f&details=false')
      .expect(200);
    expect(body).toEqual({
      success: true,
      users: [
        { user_id: people.member, user_name: 'Max Member', count: 2 },
        { user_id: 'user:default/fay', user_name: 'Fay', count: 1 },
      ],
      actions: [
        { action: 'page_view', count: 2 },
        { action: 'click', count: 1 },
      ],
      entity_types: [{ entity_type: 'component', count: 2 }],
    });
  });
});
