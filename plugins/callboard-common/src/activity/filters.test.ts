import { activityEndpoints } from './endpoints';
import { toActivityFilter } from './filters';

const { query } = activityEndpoints.listWorkspaceActivity;
const problems = (value: Record<string, string>) =>
  query.safeParse(value).error?.issues.map(issue => issue.path.join('.')) ?? [];

describe('activity filters', () => {
  it('defaults to the default workspace, with totals and views', () => {
    expect(query.parse({})).toEqual({
      workspace: 'default',
      views: true,
      total: true,
    });
  });

  it.each([
    [{}, false],
    [{ action: 'update', start: '2026-02-02' }, false],
    [{ q: 'pay' }, true],
    [{ entity_id: 'a' }, true],
    [{ batch_id: '00000000-0000-7000-8000-000000000000' }, true],
    [{ id: '00000000-0000-7000-8000-000000000000' }, true],
    [{ q: 'pay', details: 'false' }, false],
    [{ details: 'true' }, true],
  ])(
    'resolves the query %j to a filter whose details flag is %p',
    (value, expected) => {
      expect(toActivityFilter(query.parse(value)).details).toBe(expected);
    },
  );

  it.each([
    [{ start: '2026-02-02', end: '2026-02-01' }, ['end']],
    [{ start: '2026-02-02', end: '2026-02-02' }, []],
    [{ cursor: 'abc', page: '1' }, ['cursor']],
    [{ cursor: 'abc', limit: '1' }, []],
    [{ user_id: 'user:a/b', actor_user_id: 'user:a/c' }, ['actor_user_id']],
    [{ user_id: 'user:a/b', actor_user_id: 'user:a/B' }, []],
    [{ action: 'a', type: 'b' }, ['type']],
    [{ limit: '5', page_size: '6' }, ['page_size']],
    [{ limit: '5', page_size: '5' }, []],
    [{ limit: '201' }, ['limit']],
    [{ page: '0' }, ['page']],
    [{ entity_type: '' }, ['entity_type']],
    [{ q: '' }, ['q']],
    [{ q: 'a' }, ['q']],
    [{ q: 'a ' }, ['q']],
    [{ q: 'ab' }, []],
    [{ start: '0001-01-01', end: '1960-01-01' }, []],
    [{ q: 'a'.repeat(200) }, []],
    [{ q: 'a'.repeat(201) }, ['q']],
    [{ page: '2000' }, []],
    [{ page: '2001' }, ['page']],
    [{ page: '500', limit: '200' }, []],
    [{ page: '501', limit: '200' }, ['page']],
    [{ page: '501', page_size: '200' }, ['page']],
    [{ page: '100000', limit: '1' }, []],
  ])('for the query %j, reports errors in the fields %j', (value, expected) => {
    expect(problems(value as Record<string, string>)).toEqual(expected);
  });

  it('trims the search text', () => {
    expect(query.parse({ q: ' pay \t roll ' }).q).toBe('pay roll');
  });

  it('resolves parameter aliases', () => {
    expect(
      toActivityFilter({ actor_user_id: 'user:a/b', type: 'create' }),
    ).toMatchObject({ user_id: 'user:a/b', action: 'create' });
  });
});
