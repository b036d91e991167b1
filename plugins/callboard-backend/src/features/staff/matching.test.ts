import { mockServices } from '@backstage/backend-test-utils';
import { Entity, UserEntity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { testEntities } from '../../__testUtils__/startCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../__testUtils__/listActivityEntries';
import { Office } from './__testUtils__/Office';
import { PeopleService } from '../../core/people/PeopleService';
import { CatalogUsers } from './CatalogUsers';

const scheduler = mockServices.scheduler();

function user(name: string, email: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'people' },
    spec: { profile: { displayName: name, email } },
  };
}

const options = {
  services: [schedulerFactory(scheduler)],
  entities: [
    ...testEntities,
    user('Twin.A', 'twins@example.com'),
    user('Twin.B', 'Twins@example.com'),
    user('Wei.Li', 'Wei@Example.com'),
  ],
};

describeCallboard(
  'staff matching with catalog users',
  { ...options, databases: 'tagged' },
  callboard => {
    let office: Office;

    beforeEach(async () => {
      office = await Office.open(callboard());
    });

    const matchNow = () => scheduler.triggerTask('callboard-match-staff');

    it('matches users by email, ignoring case', async () => {
      const email = 'MAX.member@example.com';
      const max = await office.hire({ email });
      expect(max).toMatchObject({ email, user_ref: 'user:default/max.member' });
      const wei = await office.hire({
        email: 'wei@example.com',
        user_ref: null,
      });
      expect(wei.user_ref).toBe('user:people/wei.li');
      const [entry] = await listActivityEntries(callboard(), wei.id);
      expect(toFieldChanges(entry).user_ref).toEqual([
        null,
        'user:people/wei.li',
      ]);
    });

    it('ignores names when the email differs', async () => {
      const max = await office.hire({ first_name: 'Max', last_name: 'Member' });
      expect(max.user_ref).toBeNull();
    });

    it('sets no user when two users share the email', async () => {
      const twin = await office.hire({ email: 'twins@example.com' });
      expect(twin.user_ref).toBeNull();
    });

    it('retains a given user_ref, even after the email is changed', async () => {
      const input = {
        email: 'max.member@example.com',
        user_ref: 'user:default/somebody',
      };
      const { id, user_ref } = await office.hire(input);
      expect(user_ref).toBe(input.user_ref);
      const other = { email: 'gus.guest@example.com' };
      const { body } = await office.admin.patch(`/staff/${id}`, other);
      expect(body.user_ref).toBe(input.user_ref);
    });

    it('sets a user on only one staff record per workspace', async () => {
      const email = 'max.member@example.com';
      await office.hire({ email });
      expect((await office.hire({ email })).user_ref).toBeNull();
      const elsewhere = await Office.open(callboard());
      expect((await elsewhere.hire({ email })).user_ref).not.toBeNull();
    });

    it('matches only when the email is changed and the patch sets no user_ref', async () => {
      const { id } = await office.hire();
      const one = `/staff/${id}`;
      const change = { email: 'gus.guest@example.com' };
      const { body } = await office.admin.patch(one, change).expect(200);
      expect(body.user_ref).toBe('user:default/gus.guest');
      await office.admin.patch(one, { user_ref: null }).expect(200);
      const remaining = await office.admin
        .patch(one, { ...change, position: 'Boss' })
        .expect(200);
      expect(remaining.body.user_ref).toBeNull();
      const refused = await office.admin
        .patch(one, { email: 'max.member@example.com', user_ref: null })
        .expect(200);
      expect(refused.body.user_ref).toBeNull();
    });

    it('matches remaining staff in the scheduled task, and records it once @full', async () => {
      const one = await office.hire({
        email: 'max.member@example.com',
        first_name: 'Max',
        last_name: 'M',
      });
      await office.admin.patch(`/staff/${one.id}`, { user_ref: null });
      const unknown = await office.hire();
      await matchNow();
      expect((await office.read(one.id)).user_ref).toBe(
        'user:default/max.member',
      );
      expect((await office.read(unknown.id)).version).toBe(1);
      const entry = (await listActivityEntries(callboard(), one.id)).pop()!;
      expect(entry).toMatchObject({
        action: 'match',
        user_id: 'system:callboard/callboard',
        entity_label: 'Max M',
      });
      expect(toFieldChanges(entry)).toEqual({
        user_ref: [null, 'user:default/max.member'],
      });
      await matchNow();
      expect((await office.read(one.id)).version).toBe(3);
    });

    it('matches many people in one run, and records one summary @postgres', async () => {
      const mails = ['max.member', 'gus.guest', 'max.member', 'ada.admin'];
      const hired = [];
      for (const name of mails) {
        const email = `${name}@example.com`;
        hired.push(await office.hire({ email }));
      }
      const ids = hired.map(({ id }) => id);
      await callboard()
        .knex('staff')
        .whereIn('id', ids)
        .update({ user_ref: null });
      await matchNow();
      const people = await Promise.all(ids.map(id => office.read(id)));
      expect(people.map(({ user_ref }) => user_ref)).toEqual([
        'user:default/max.member',
        'user:default/gus.guest',
        null,
        'user:default/ada.admin',
      ]);
      const { body } = await callboard()
        .as('superAdmin')
        .get(`/activity?workspace=${office.slug}&action=match`)
        .expect(200);
      expect(body.activities).toMatchObject([
        {
          entity_type: 'workspace',
          metadata: { text: '3 people', matched: 3 },
        },
      ]);
    });
  },
);

const createMailAddress = (number: number) => `p${number}@example.com`;

const entities = Array.from({ length: 1_200 }, (_, number) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: number === 7 ? 'Group' : 'User',
  metadata: { name: `P${number}`, namespace: 'default' },
  spec: { profile: { email: createMailAddress(number) } },
})) as unknown as UserEntity[];

describe('CatalogUsers.findByEmails', () => {
  const remembered: string[] = [];
  const logger = mockServices.logger.mock();
  const people = {
    async getMany(refs: string[]) {
      remembered.push(...refs);
      return [];
    },
  } as unknown as PeopleService;
  const auth = mockServices.auth();

  it('finds 1,199 users by email, ignoring case and entities of other kinds @full', async () => {
    const catalog = catalogServiceMock({ entities });
    const users = new CatalogUsers({ catalog, auth, logger, people });
    const mails = entities.map((_, number) =>
      createMailAddress(number).toUpperCase(),
    );
    const found = await users.findByEmails([
      ...mails,
      ...mails,
      'x@example.com',
    ]);
    expect(found.size).toBe(1_199);
    expect(found.get('p1199@example.com')).toBe('user:default/p1199');
    expect(found.has(createMailAddress(7))).toBe(false);
    expect(new Set(remembered).size).toBe(1_199);
  });

  it('returns no users and logs a warning while the catalog is unavailable', async () => {
    const catalog = catalogServiceMock.mock({
      streamEntities: () => {
        throw new Error('The catalog is away');
      },
    });
    const users = new CatalogUsers({ catalog, auth, logger, people });
    expect(await users.findByEmails([createMailAddress(1)])).toEqual(new Map());
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
