import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addWorkspace, readAll } from './__testUtils__/activityRows';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('who may post on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    await addWorkspace(callboard, 'secret', {
      members: [[people.member, 'guest']],
    });
  });

  afterAll(() => callboard.stop());

  it('is open to guests, closed to services and to nobody', async () => {
    const event = { action: 'click' };
    const path = '/activity?workspace=secret';
    const statusOf = async (who: 'member' | 'service' | 'nobody') =>
      (await callboard.as(who).post(path, event)).status;
    expect(await statusOf('member')).toBe(201);
    expect(await statusOf('service')).toBe(403);
    expect(await statusOf('nobody')).toBe(401);
  });

  it('knows only workspaces that the person may see', async () => {
    const event = { action: 'click' };
    const agent = callboard.as('stranger');
    await agent.post('/activity?workspace=absent', event).expect(404);
    await agent.post('/activity?workspace=secret', event).expect(404);
    await agent.post('/activity?workspace=', event).expect(400);
    await agent.post('/activity?space=default', event).expect(400);
    expect(await readAll(agent, '/me/activity?action=click')).toEqual([]);
  });
});

it('everyone signed in may post to the default workspace, members or not', async () => {
  const callboard = await startCallboard(databases, 'SQLITE_3', {
    config: { workspaces: { default: { autoJoin: 'none' } } },
  });
  await callboard.as('stranger').post('/activity', { action: 'x' }).expect(201);
  await callboard.as('stranger').get('/activity').expect(404);
  const { body } = await callboard.as('stranger').get('/me/activity');
  expect(body.total).toBe(1);
  await callboard.stop();
});

it('who posts too much is told when to go on; others are not affected', async () => {
  const callboard = await startCallboard(databases, 'SQLITE_3', {
    config: { activity: { eventsPerMinute: 5 } },
  });
  const events = (count: number) => Array(count).fill({ action: 'click' });
  const member = callboard.as('member');
  await member.post('/activity', events(4)).expect(201);
  const refused = await member.post('/activity', events(2)).expect(429);
  const seconds = Number(refused.headers['retry-after']);
  expect(seconds).toBeGreaterThanOrEqual(1);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(refused.body.error.message).toBe('More than 5 events in a minute');
  await callboard.as('guest').post('/activity', events(5)).expect(201);
  const { body } = await member.get('/me/activity?action=click').expect(200);
  expect(body.total).toBe(4);
  await callboard.stop();
});
