import { oneDatabase } from '../../__testUtils__/databases';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';

const databases = MigratedDatabases.create(oneDatabase);

describe.each(databases.eachSupportedId())('lists on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
  });

  afterAll(() => callboard.stop());

  const messageOf = async (query: string, path = '/activity') =>
    (await callboard.as('superAdmin').get(`${path}?${query}`).expect(400)).body
      .error.message;

  it.each([
    ['limit=0', 'query.limit: must be at least 1'],
    ['limit=201', 'query.limit: must be at most 200'],
    ['limit=abc', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=1.5', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=-1', 'query.limit: must be a whole number from 1 to 200'],
    ['page_size=201', 'query.page_size: must be at most 200'],
    ['limit=1&page_size=2', 'query.page_size: is another name of limit'],
    ['page=0', 'query.page: must be at least 1'],
    ['page=2001', 'query.page: ends at 100000 rows: go deeper by cursor'],
    [
      'page=501&page_size=200',
      'query.page: ends at 100000 rows: go deeper by cursor',
    ],
    ['page=x', 'query.page: must be a whole number'],
    ['cursor=abc&page=1', 'query.cursor: cannot be combined with page'],
    ['cursor=garbage', 'query.cursor: is not a cursor of this list'],
    ['cursor=%00', 'query.cursor'],
    ['cursor=', 'query.cursor: is not a cursor of this list'],
    ['start=2026-02-02&end=2026-02-01', 'query.end: must not be before start'],
    ['start=2026-02-30', 'query.start: is not a day of the calendar'],
    ['start=2026-2-3', 'query.start: must be a date like 2026-01-31'],
    ['end=tomorrow', 'query.end: must be a date like 2026-01-31'],
    ['tz=Mars/Olympus', 'query.tz: must be an IANA time zone'],
    ['tz=', 'query.tz: must be an IANA time zone'],
    ['action=a&type=b', 'query.type: is another name of action'],
    [
      'user_id=user:default/a&actor_user_id=user:default/b',
      'query.actor_user_id: is another name of user_id',
    ],
    ['action=', 'query.action: must not be empty'],
    ['q=', 'query.q: must have at least 2 characters'],
    ['q=a', 'query.q: must have at least 2 characters'],
    [`q=${'a'.repeat(201)}`, 'query.q: must have at most 200 characters'],
    ['q=%00', 'query.q: must not contain U+0000'],
    ['total=maybe', 'query.total: must be true or false'],
    ['details=1', 'query.details: must be true or false'],
    ['colour=red', 'query.colour: is not a known parameter'],
    ['limit=1&limit=2', 'query.limit: must be given only once'],
  ])('refuse ?%s', async (query, message) => {
    expect(await messageOf(query)).toContain(message);
  });

  it('name all that is wrong with a query at once', async () => {
    const message = await messageOf('limit=0&start=x&tz=y&colour=red');
    for (const name of ['limit', 'start', 'tz', 'colour']) {
      expect(message).toContain(`query.${name}`);
    }
  });

  it('refuse cursors of other lists and of nobody', async () => {
    const forge = (position: unknown) =>
      Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const position of [1, null, 'x', ['a'], { id: 1 }, 'a\u0000']) {
      const cursor = forge(position);
      expect(await messageOf(`cursor=${cursor}`)).toBe(
        'query.cursor: is not a cursor of this list',
      );
      expect(
        await messageOf(
          `group_by=user,date&cursor=${cursor}`,
          '/activity/summary',
        ),
      ).toBe('query.cursor: is not a cursor of this list');
    }
  });

  it('take workspace_id where all workspaces are, and only there', async () => {
    expect(await messageOf('workspace_id=x', '/admin/activity')).toContain(
      'query.workspace_id: must be a UUID',
    );
    for (const path of ['/activity', '/me/activity']) {
      expect(
        await messageOf(
          'workspace_id=00000000-0000-7000-8000-000000000000',
          path,
        ),
      ).toContain('query.workspace_id: is not a known parameter');
    }
    expect(await messageOf('workspace=lab', '/me/activity')).toContain(
      'query.workspace: is not a known parameter',
    );
  });
});
