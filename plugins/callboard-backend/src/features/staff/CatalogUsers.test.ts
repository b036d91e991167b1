import { mockServices } from '@backstage/backend-test-utils';
import { UserEntity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { PeopleService } from '../../core/people/PeopleService';
import { CatalogUsers } from './CatalogUsers';

const mailOf = (number: number) => `p${number}@example.com`;

const entities = Array.from({ length: 1_200 }, (_, number) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: number === 7 ? 'Group' : 'User',
  metadata: { name: `P${number}`, namespace: 'default' },
  spec: { profile: { email: mailOf(number) } },
})) as unknown as UserEntity[];

describe('users of the catalog, by mail address', () => {
  const remembered: string[] = [];
  const logger = mockServices.logger.mock();
  const people = {
    async getMany(refs: string[]) {
      remembered.push(...refs);
      return [];
    },
  } as unknown as PeopleService;
  const auth = mockServices.auth();

  it('are found, however many there are', async () => {
    const catalog = catalogServiceMock({ entities });
    const users = new CatalogUsers({ catalog, auth, logger, people });
    const mails = entities.map((_, number) => mailOf(number).toUpperCase());
    const found = await users.byMail([...mails, ...mails, 'x@example.com']);
    expect(found.size).toBe(1_199);
    expect(found.get('p1199@example.com')).toBe('user:default/p1199');
    expect(found.has(mailOf(7))).toBe(false);
    expect(new Set(remembered).size).toBe(1_199);
  });

  it('are nobody while the catalog is away', async () => {
    const catalog = catalogServiceMock.mock({
      streamEntities: () => {
        throw new Error('The catalog is away');
      },
    });
    const users = new CatalogUsers({ catalog, auth, logger, people });
    expect(await users.byMail([mailOf(1)])).toEqual(new Map());
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
