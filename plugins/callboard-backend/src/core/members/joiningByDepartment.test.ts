import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { DefaultWorkspace } from './__testUtils__/DefaultWorkspace';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'the default workspace with a department linked to it, on %p',
  databaseId => {
    let workspace: DefaultWorkspace;

    const start = async (autoJoin?: string) => {
      workspace = await DefaultWorkspace.start(databases, databaseId, autoJoin);
    };

    const roles = () => workspace.rolesOf('member');

    afterEach(async () => workspace.stop());

    it('is joined also by who is in it already, and so they stay', async () => {
      await start();
      const department = await workspace.letInByDepartment();
      expect(await workspace.sources()).toEqual(['department member']);
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual([
        'department member',
        'manual member',
      ]);
      await department.unlink();
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual(['manual member']);
      await workspace.restart();
      expect(await roles()).toEqual(['default: member']);
    });

    it('is joined by who was in it before their first request, and is no longer', async () => {
      await start();
      const department = await workspace.letInByDepartment();
      await department.unlink();
      expect(await workspace.membership()).toBeUndefined();
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual(['manual member']);
    });

    it('is not joined again by who was removed, whatever links gave them since', async () => {
      await start();
      expect(await roles()).toEqual(['default: member']);
      await workspace.remove();
      const department = await workspace.letInByDepartment();
      await workspace.restart();
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual(['department member']);
      await department.unlink();
      expect(await roles()).toEqual([]);
      await workspace.restart();
      expect(await roles()).toEqual([]);
    });

    it('is not joined by who was removed while a link kept them in it', async () => {
      await start();
      const department = await workspace.letInByDepartment();
      expect(await roles()).toEqual(['default: member']);
      await workspace.remove();
      await workspace.restart();
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual(['department member']);
      await department.unlink();
      await department.link();
      await department.unlink();
      await workspace.restart();
      expect(await roles()).toEqual([]);
    });

    it('is joined by nobody where so configured', async () => {
      await start('none');
      const department = await workspace.letInByDepartment();
      expect(await roles()).toEqual(['default: member']);
      expect(await workspace.sources()).toEqual(['department member']);
      await department.unlink();
      expect(await roles()).toEqual([]);
    });

    it('is joined once, however many first requests there are', async () => {
      await start();
      await workspace.letInByDepartment();
      const { id } = await workspace.membership();
      const { callboard } = workspace;
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => callboard.as('member').get('/me')),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
      expect(await workspace.sources()).toEqual([
        'department member',
        'manual member',
      ]);
      const traces = await tracesOf(callboard, id);
      expect(traces.map(({ action }) => action)).toEqual(['update']);
    });
  },
);
