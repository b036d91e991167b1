import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds } from '../../__testUtils__/databases';
import {
  startCallboard,
  startCallboardOn,
  TestCallboard,
} from '../../__testUtils__/startCallboard';

jest.setTimeout(60_000);

describe('the default workspace', () => {
  const databases = TestDatabases.create({ ids: databaseIds });
  let callboard: TestCallboard;

  afterEach(async () => callboard.stop());

  async function start(databaseId: TestDatabaseId, autoJoin?: string) {
    callboard = await startCallboard(databases, databaseId, {
      config: autoJoin ? { workspaces: { default: { autoJoin } } } : {},
    });
  }

  async function rolesOf(who: 'member' | 'superAdmin') {
    const me = await callboard.as(who).get('/me').expect(200);
    return me.body.workspaces.map((row: any) => `${row.slug}: ${row.role}`);
  }

  async function membership(who: string) {
    const list = await callboard
      .as('superAdmin')
      .get(`/workspaces/default/members?search=${who}`)
      .expect(200);
    return list.body.items[0];
  }

  it.each(databases.eachSupportedId())(
    'is joined by everybody as a member at their first request, on %p',
    async databaseId => {
      await start(databaseId);
      expect(await membership('max')).toBeUndefined();
      await callboard.as('member').get('/workspaces/absent').expect(404);
      expect(await membership('max')).toMatchObject({
        display_name: 'Max Member',
        role: 'member',
        sources: [{ source: 'manual', role: 'member' }],
      });
      expect(await rolesOf('member')).toEqual(['default: member']);
    },
  );

  it.each(databases.eachSupportedId())(
    'is joined once, however many first requests there are, on %p',
    async databaseId => {
      await start(databaseId);
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callboard.as('member').get('/me')),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
      const [{ count }] = await callboard
        .knex('memberships')
        .where({ user_ref: 'user:default/max.member' })
        .count({ count: '*' });
      expect(Number(count)).toBe(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'is joined as a guest where so configured, on %p',
    async databaseId => {
      await start(databaseId, 'guest');
      expect(await rolesOf('member')).toEqual(['default: guest']);
      expect(await rolesOf('superAdmin')).toEqual(['default: admin']);
    },
  );

  it.each(databases.eachSupportedId())(
    'is joined by nobody where so configured, and still takes events, on %p',
    async databaseId => {
      await start(databaseId, 'none');
      expect(await rolesOf('member')).toEqual([]);
      await callboard.as('member').get('/workspaces/default').expect(404);
      await callboard
        .as('member')
        .post('/activity', { action: 'page_view' })
        .expect(201);
      expect(await membership('max')).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'is not joined again by who was removed, also after a restart, on %p',
    async databaseId => {
      await start(databaseId);
      expect(await rolesOf('member')).toEqual(['default: member']);
      const { id } = await membership('max');
      const remove = `/workspaces/default/members/${id}`;
      await callboard.as('superAdmin').delete(remove).expect(204);
      expect(await rolesOf('member')).toEqual([]);
      const restarted = await startCallboardOn(callboard.knex);
      const me = await restarted.as('member').get('/me').expect(200);
      expect(me.body.workspaces).toEqual([]);

      await restarted
        .as('superAdmin')
        .post('/workspaces/default/members', {
          user_ref: 'user:default/max.member',
          role: 'guest',
        })
        .expect(201);
      expect(await rolesOf('member')).toEqual(['default: guest']);
      await restarted.stop();
    },
  );
});
