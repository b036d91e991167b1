import { ActivitySummary } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { startCallboard } from '../../../__testUtils__/startCallboard';
import { newId } from '../../../database/ids';
import { addRows } from '../__testUtils__/activityRows';
import { countAll } from '../__testUtils__/countAll';

const databases = MigratedDatabases.create();

const HOUR = 3_600_000;

type Group = ActivitySummary['by_user'][number];

describe.each(databases.eachSupportedId())('summaries on %s', id => {
  it('come with the newest name of everybody, however much is counted', async () => {
    const callboard = await startCallboard(databases, id);
    const { knex } = callboard;
    const get = async (path: string) =>
      (await callboard.as('superAdmin').get(`/admin/activity${path}`)).body;
    const workspace_id = newId(Date.now());
    const crowd = Array.from(
      { length: 120 },
      (_, n) => `user:default/crowd-${n}`,
    );
    const [first, ...others] = crowd;
    const day = Date.now() - 24 * HOUR;
    const rename = (user_name: string, created_at: number) =>
      addRows(knex, workspace_id, [{ user_id: first, user_name, created_at }]);
    const names = async () => {
      const { by_user } = await get(`/summary?workspace_id=${workspace_id}`);
      expect(by_user).toHaveLength(crowd.length);
      return Object.fromEntries(
        by_user.map(({ user_id, user_name }: Group) => [user_id, user_name]),
      );
    };
    await addRows(
      knex,
      workspace_id,
      others.map(user_id => ({ user_id, user_name: `${user_id}!` })),
    );
    await rename('First', day);
    await countAll(knex);
    expect(await names()).toMatchObject({
      [first]: 'First',
      [others[0]]: `${others[0]}!`,
    });
    await rename('Renamed', day + HOUR);
    expect((await names())[first]).toBe('Renamed');
    await countAll(knex);
    expect((await names())[first]).toBe('Renamed');
    await rename('From before', day - HOUR);
    expect((await names())[first]).toBe('Renamed');
    await countAll(knex);
    expect((await names())[first]).toBe('Renamed');
    expect((await get('/counts/check')).equal).toBe(true);
    await callboard.stop();
  });
});
