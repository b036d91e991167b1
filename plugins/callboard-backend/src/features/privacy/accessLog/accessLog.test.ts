import { mockServices } from '@backstage/backend-test-utils';
import { AccessLogEntry } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { download } from '../../../__testUtils__/download';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { until } from '../../../__testUtils__/until';
import { systemClock } from '../../../kernel/clock';
import { AccessLog } from './AccessLog';
import { addAccessLogEntries, pruneAccessLog } from './accessLogEntries';

const DAY_MS = 24 * 60 * 60_000;

const toUserQuery = (user_ref: string) =>
  `user_id=${encodeURIComponent(user_ref)}`;

describeCallboard('access log', { databases: 'tagged' }, callboard => {
  beforeAll(async () => {
    const doers = ['member', 'guest', 'stranger', 'projectAdmin'] as const;
    for (const who of doers) {
      await callboard()
        .as(who)
        .post('/activity', { action: 'greet', entity_label: who })
        .expect(201);
    }
  });

  afterEach(async () => {
    await callboard().knex('access_log').delete();
  });

  async function listAccessLog(who: PersonName): Promise<AccessLogEntry[]> {
    const { body } = await callboard()
      .as(who)
      .get('/me/access-log')
      .expect(200);
    return body.items;
  }

  /** Waits until the access log has this many entries, and returns them. */
  async function waitForAccessLog(
    who: PersonName,
    count = 1,
  ): Promise<AccessLogEntry[]> {
    let entries: AccessLogEntry[] = [];
    await until(async () => {
      entries = await listAccessLog(who);
      return entries.length >= count;
    });
    return entries;
  }

  const read = (person: PersonName, path: string) =>
    callboard().as(person).get(path).expect(200);

  it('lists who viewed the activity of the user, when, and in which scope', async () => {
    await read('superAdmin', `/admin/activity?${toUserQuery(people.member)}`);
    expect(await waitForAccessLog('member')).toEqual([
      {
        id: expect.any(String),
        kind: 'read',
        viewed_by: people.superAdmin,
        viewed_by_name: 'Sue Super',
        viewed_at: expect.stringMatching(/^\d{4}-.*Z$/),
        scope: 'admin',
        workspace_id: null,
        rows: null,
        reason: null,
      },
    ]);
    expect(await listAccessLog('guest')).toEqual([]);
  });

  it('records one read per viewer, person and hour across all endpoints @full-postgres @postgres', async () => {
    const list = `/admin/activity?${toUserQuery(people.guest)}`;
    await Promise.all([
      read('superAdmin', list),
      read('superAdmin', list),
      read(
        'superAdmin',
        `/admin/activity/summary?${toUserQuery(people.guest)}`,
      ),
      read('superAdmin', `/admin/activity/facets?${toUserQuery(people.guest)}`),
    ]);
    await waitForAccessLog('guest');
    await read('superAdmin', list);
    // Reads are recorded in order, so this entry shows that all earlier ones are written.
    await read('superAdmin', `/admin/activity?${toUserQuery(people.stranger)}`);
    await waitForAccessLog('stranger');
    expect(await listAccessLog('guest')).toHaveLength(1);
  });

  it('stores one of two entries recorded concurrently, and another one an hour later @postgres', async () => {
    const { knex } = callboard();
    const entry = {
      person_ref: people.member,
      actor: { user_ref: people.admin, display_name: 'Ada Admin' },
      kind: 'read' as const,
      scope: 'admin' as const,
      workspace_id: null,
    };
    const at = Date.now();
    const add = (moment: number) =>
      addAccessLogEntries(knex, [{ ...entry, at: moment }]);
    await Promise.all([add(at), add(at)]);
    expect(await listAccessLog('member')).toHaveLength(1);
    await add(at + 60 * 60_000);
    expect(await listAccessLog('member')).toHaveLength(2);
  });

  it('records a read of the history of a user entity if it returned rows', async () => {
    await callboard()
      .as('guest')
      .post('/activity', {
        action: 'entity_view',
        entity_type: 'user',
        entity_id: people.stranger,
      })
      .expect(201);
    const id = encodeURIComponent(people.stranger);
    await read(
      'admin',
      `/activity?entity_type=user&entity_id=${id}&details=true`,
    );
    await read(
      'guest',
      `/activity?entity_type=user&entity_id=${id}&details=true`,
    );
    // The row is visible to the guest, but not to the admin of the workspace.
    const [entry, ...others] = await waitForAccessLog('stranger');
    expect(entry).toMatchObject({
      viewed_by: people.guest,
      scope: 'workspace',
    });
    expect(entry.workspace_id).toEqual(expect.any(String));
    expect(others).toEqual([]);
  });

  it('ignores reads by the person themselves and reads that return no rows', async () => {
    await read('member', `/activity?${toUserQuery(people.member)}`);
    await read('member', '/me/activity');
    await download(callboard().as('member'), '/me/activity/export.csv');
    await read(
      'superAdmin',
      `/admin/activity?${toUserQuery('user:default/nobody')}`,
    );
    await read(
      'superAdmin',
      `/admin/activity?${toUserQuery(people.projectAdmin)}`,
    );
    await waitForAccessLog('projectAdmin');
    expect(await listAccessLog('member')).toEqual([]);
    expect(await listRecordedPeople(callboard())).toEqual([
      people.projectAdmin,
    ]);
  });

  it.each(['csv', 'xlsx', 'jsonl', 'jsonl?proof=true'])(
    'records an export for every person with rows in it before the download ends: %s',
    async format => {
      const path = `/admin/activity/export.${format}`;
      await download(callboard().as('superAdmin'), path);
      for (const who of ['member', 'guest', 'stranger'] as const) {
        const { body } = await read(who, '/me/activity?total=true');
        expect(await listAccessLog(who)).toEqual([
          expect.objectContaining({
            kind: 'export',
            viewed_by: people.superAdmin,
            rows: body.total,
          }),
        ]);
      }
      expect(await listAccessLog('superAdmin')).toEqual([]);
    },
  );

  it('records each export, and lists entries newest first, page by page @postgres', async () => {
    for (let count = 0; count < 3; count += 1) {
      const path = `/admin/activity/export.csv?${toUserQuery(people.member)}`;
      await download(callboard().as('superAdmin'), path);
    }
    const first = await read('member', '/me/access-log?limit=2');
    expect(first.body.items).toHaveLength(2);
    const cursor = encodeURIComponent(first.body.next_cursor);
    const second = await read(
      'member',
      `/me/access-log?limit=2&cursor=${cursor}`,
    );
    expect(second.body.next_cursor).toBeNull();
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('writes pending entries when the plugin stops @postgres', async () => {
    const { knex } = callboard();
    const entries = new AccessLog({
      knex,
      clock: systemClock,
      logger: mockServices.logger.mock(),
    });
    entries.recordRead({
      people: [people.guest, people.admin],
      actor: { user_ref: people.admin, display_name: 'Ada Admin' },
      scope: 'admin',
      workspace_id: null,
    });
    expect(await listRecordedPeople(callboard())).toEqual([]);
    await entries.close();
    expect(await listRecordedPeople(callboard())).toEqual([people.guest]);
  });

  it('deletes entries after two years', async () => {
    const { knex } = callboard();
    const entry = {
      person_ref: people.member,
      actor: { user_ref: people.admin, display_name: 'Ada Admin' },
      kind: 'export' as const,
      scope: 'admin' as const,
      workspace_id: null,
      rows: 1,
    };
    const now = Date.now();
    const ages = [729, 731];
    await addAccessLogEntries(
      knex,
      ages.map(days => ({ ...entry, at: now - days * DAY_MS })),
    );
    await pruneAccessLog(knex, now);
    const entries = await listAccessLog('member');
    expect(entries.map(({ viewed_at }) => Date.parse(viewed_at))).toEqual([
      now - 729 * DAY_MS,
    ]);
  });
});

/** The people in the access log. */
async function listRecordedPeople({ knex }: TestCallboard): Promise<string[]> {
  return knex('access_log').pluck('person_ref');
}

describeCallboard('access log of searches and widget rows', {}, callboard => {
  beforeAll(async () => {
    for (const who of [
      'member',
      'guest',
      'stranger',
      'projectAdmin',
    ] as const) {
      await callboard()
        .as(who)
        .post('/activity', { action: 'greet' })
        .expect(201);
    }
  });

  const boss = () => callboard().as('superAdmin');
  const listAccessLog = async (who: PersonName): Promise<AccessLogEntry[]> => {
    const { body } = await callboard()
      .as(who)
      .get('/me/access-log')
      .expect(200);
    return body.items;
  };
  const waitForAccessLog = (who: PersonName) =>
    until(async () => (await listAccessLog(who)).length > 0);

  it('records a search for the full name of a person, but not for a part of it', async () => {
    await boss().get('/admin/activity?q=Gus%20Gu').expect(200);
    await boss().get('/admin/activity?q=max%20member').expect(200);
    await waitForAccessLog('member');
    expect(await listAccessLog('guest')).toEqual([]);
  });

  it('records a read of a chart that is filtered by user', async () => {
    await callboard().as('reader').post('/activity', { action: 'greet' });
    const config = { x_axis: 'ACTION', filters: { user_ids: [people.reader] } };
    await boss()
      .post('/workspaces/default/dashboards/preview', {
        widget_type: 'activity_chart',
        config,
      })
      .expect(200);
    await waitForAccessLog('reader');
    expect(await listAccessLog('reader')).toMatchObject([
      { kind: 'read', scope: 'workspace' },
    ]);
  });

  it('records a read of a chart that is filtered by user and by department', async () => {
    const { knex } = callboard();
    const department = await boss()
      .post('/workspaces/default/departments', { name: 'Greeters' })
      .expect(201);
    const staff = await boss()
      .post('/workspaces/default/staff', {
        staff_id: 'G1',
        first_name: 'Ada',
        email: 'ada@example.com',
        department_id: department.body.id,
      })
      .expect(201);
    await knex('staff')
      .where({ id: staff.body.id })
      .update({ user_ref: people.admin });
    await callboard().as('admin').post('/activity', { action: 'greet' });
    const { body } = await boss()
      .post('/workspaces/default/dashboards/preview', {
        widget_type: 'activity_chart',
        config: {
          x_axis: 'USER',
          filters: {
            actions: ['greet'],
            user_ids: [people.admin],
            department_ids: [department.body.id],
          },
        },
      })
      .expect(200);
    expect(body.data.map(({ key }: { key: string }) => key)).toEqual([
      people.admin,
    ]);
    await waitForAccessLog('admin');
  });

  it('records a read of widget rows that are grouped or filtered by user @full', async () => {
    const boards = '/workspaces/default/dashboards';
    const { body } = await boss().post(boards, { name: 'Board' }).expect(201);
    const readRows = async (config: object, query = '') => {
      const widgets = `${boards}/${body.id}/widgets`;
      const widget = await boss()
        .post(widgets, { widget_type: 'activity_chart', config })
        .expect(201);
      await boss().get(`${widgets}/${widget.body.id}/rows${query}`).expect(200);
    };
    await readRows({ x_axis: 'ACTION' });
    await readRows(
      { x_axis: 'USER' },
      `?key=${encodeURIComponent(people.stranger)}`,
    );
    await waitForAccessLog('stranger');
    expect(await listAccessLog('guest')).toEqual([]);
    const [entry] = await listAccessLog('stranger');
    expect(entry).toMatchObject({
      kind: 'read',
      viewed_by: people.superAdmin,
      scope: 'workspace',
      workspace_id: expect.any(String),
    });
    const user_ids = [people.guest, people.projectAdmin];
    await readRows({ x_axis: 'ACTION', filters: { user_ids } });
    await waitForAccessLog('guest');
    await waitForAccessLog('projectAdmin');
  });
});
