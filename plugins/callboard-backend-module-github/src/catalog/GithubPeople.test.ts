import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AnnotatedEntities } from './AnnotatedEntities';
import { GithubPeople } from './GithubPeople';

const user = (name: string, login?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    ...(login && { annotations: { 'github.com/user-login': login } }),
  },
});

const people = new GithubPeople({
  entities: new AnnotatedEntities({
    catalog: catalogServiceMock({
      entities: [user('olga', 'Octo-Cat'), user('ola', 'octo-cat'), user('x')],
    }),
    auth: mockServices.auth(),
    annotation: 'github.com/user-login',
    kinds: ['user'],
  }),
  users: new Map([
    ['octo-cat', 'user:default/nobody'],
    ['hubot', 'user:default/robot'],
  ]),
});

describe('GithubPeople', () => {
  it('maps logins by User entities first, then by the configuration', async () => {
    const logins = ['OCTO-cat', 'Hubot', 'ghost', 'octo-cat'];
    expect([...(await people.find(logins))]).toEqual([
      ['octo-cat', 'user:default/ola'],
      ['hubot', 'user:default/robot'],
    ]);
  });

  it('returns an empty map for an empty list of logins', async () => {
    expect((await people.find([])).size).toBe(0);
  });

  it('finds a user among hundreds of logins', async () => {
    const many = Array.from({ length: 350 }, (_, index) => `l${index}`);
    expect((await people.find([...many, 'hubot'])).size).toBe(1);
  });
});
