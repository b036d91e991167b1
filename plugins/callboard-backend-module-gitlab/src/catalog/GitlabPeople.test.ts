import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { host } from '../__testUtils__/createGitlabIssue';
import { createEntity } from '../__testUtils__/fakes';
import { GitlabPeople } from './GitlabPeople';

const ID = 'gitlab.example.com/user-id';
const LOGIN = 'gitlab.example.com/user-login';

const people = new GitlabPeople({
  auth: mockServices.auth(),
  catalog: catalogServiceMock({
    entities: [
      createEntity('User', 'imported', {
        [ID]: '51',
        [LOGIN]: 'https://gitlab.example.com/olga',
      }),
      createEntity('User', 'written', { [LOGIN]: 'Max' }),
      createEntity('Group', 'group', { [LOGIN]: 'team' }),
    ],
  }),
  workspace: 'default',
});

describe('GitlabPeople', () => {
  it.each([
    [{ id: 51, username: 'olga' }, 'user:default/imported'],
    [{ id: 51, username: 'renamed' }, 'user:default/imported'],
    [{ username: 'Olga' }, 'user:default/imported'],
    // The account with the former username of another.
    [{ id: 99, username: 'olga' }, undefined],
    [{ id: 52, username: 'max' }, 'user:default/written'],
    [{ id: 53, username: 'team' }, undefined],
    [{ id: 54, username: 'nobody' }, undefined],
  ])('finds the User of %j: %p', async (account, expected) => {
    const found = await people.findAnnotated(host, [account]);
    expect(found.get(account.username.toLowerCase())).toBe(expected);
  });

  it('returns the User that an admin has assigned to the account of a host', async () => {
    const other = { ...host, prefix: 'git.other/' };
    const findPeople = jest.fn(
      async (..._: Parameters<WorkItemSink['findPeople']>) =>
        new Map([['git.other/max', 'user:default/assigned']]),
    );
    const sink = { findPeople } as Partial<WorkItemSink> as WorkItemSink;
    const accounts = [{ id: 52, username: 'Max', name: 'Max Muster' }];
    expect(await people.find(sink, other, accounts)).toEqual(
      new Map([['max', 'user:default/assigned']]),
    );
    expect(findPeople).toHaveBeenCalledWith(
      'default',
      [{ key: 'git.other/max', name: 'Max Muster (Max)', is_mention: false }],
      { users: new Map([['git.other/max', 'user:default/written']]) },
    );
  });
});
