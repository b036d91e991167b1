import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { DefaultWorkspace } from './__testUtils__/DefaultWorkspace';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'the default workspace, on %p',
  databaseId => {
    let workspace: DefaultWorkspace;

    const start = async (autoJoin?: string) => {
      workspace = await DefaultWorkspace.start(databases, databaseId, autoJoin);
    };

    afterEach(async () => workspace.stop());

    it('is joined by everybody as a member at their first request', async () => {
      await start();
      expect(await workspace.membership()).toBeUndefined();
      const { callboard } = workspace;
      await callboard.as('member').get('/workspaces/absent').expect(404);
      expect(await workspace.membership()).toMatchObject({
        display_name: 'Max Member',
        role: 'member',
        sources: [{ source: 'manual', role: 'member' }],
      });
      expect(await workspace.rolesOf('member')).toEqual(['default: member']);
    });

    it('is joined once, however many first requests there are', async () => {
      await start();
      const { callboard } = workspace;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callboard.as('member').get('/me')),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
      const [{ count }] = await callboard
        .knex('memberships')
        .where({ user_ref: 'user:default/max.member' })
        .count({ count: '*' });
      expect(Number(count)).toBe(1);
    });

    it('is joined as a guest where so configured', async () => {
      await start('guest');
      expect(await workspace.rolesOf('member')).toEqual(['default: guest']);
      expect(await workspace.rolesOf('superAdmin')).toEqual(['default: admin']);
    });

    it('is joined by nobody where so configured, and still takes events', async () => {
      await start('none');
      const member = workspace.callboard.as('member');
      expect(await workspace.rolesOf('member')).toEqual([]);
      await member.get('/workspaces/default').expect(404);
      await member.post('/activity', { action: 'page_view' }).expect(201);
      expect(await workspace.membership()).toBeUndefined();
    });

    it('is not joined again by who was removed, also after a restart', async () => {
      await start();
      expect(await workspace.rolesOf('member')).toEqual(['default: member']);
      await workspace.remove();
      expect(await workspace.rolesOf('member')).toEqual([]);
      await workspace.restart();
      expect(await workspace.rolesOf('member')).toEqual([]);

      await workspace.add('guest');
      expect(await workspace.rolesOf('member')).toEqual(['default: guest']);
    });

    it('is not joined by who was let in and removed before their first request', async () => {
      await start();
      await workspace.add('member');
      await workspace.remove();
      expect(await workspace.rolesOf('member')).toEqual([]);
    });

    it('leaves who is in it by hand what they are', async () => {
      await start();
      await workspace.add('guest');
      expect(await workspace.rolesOf('member')).toEqual(['default: guest']);
      expect(await workspace.sources()).toEqual(['manual guest']);
    });
  },
);
