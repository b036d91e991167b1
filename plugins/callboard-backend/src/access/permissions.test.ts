import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { oneDatabase } from '../__testUtils__/databases';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { people } from '../__testUtils__/startCallboard';

const readers = { activity: { readers: [people.reader] } };
const policy = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) => [
  mockServices.permissions.factory({ result }),
];

/** A policy that refuses one permission. */
const denyOnly = (name: string) =>
  mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === name
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  }).factory;

const adminPaths = [
  '/admin/activity',
  '/admin/activity/summary',
  '/admin/activity/facets',
  '/admin/activity/export.csv',
  '/admin/activity/export.xlsx',
  '/admin/activity/export.jsonl',
];

describeCallboard(
  'a policy that denies callboard.activity.read.all',
  {
    databases: oneDatabase,
    config: readers,
    services: policy(AuthorizeResult.DENY),
  },
  callboard => {
    it.each(adminPaths)(
      'keeps super admins and readers from %s',
      async path => {
        for (const who of ['superAdmin', 'reader'] as const) {
          const answer = await callboard().as(who).get(path);
          expect(answer.status).toBe(403);
          expect(answer.body.error.name).toBe('NotAllowedError');
        }
      },
    );

    it('has them told so', async () => {
      const { body } = await callboard().as('reader').get('/me/access');
      expect(body.may_read_all_activity).toBe(false);
    });

    it('takes nothing else away', async () => {
      const superAdmin = callboard().as('superAdmin');
      const statuses = [];
      for (const path of ['/me', '/activity', '/me/activity', '/workspaces']) {
        statuses.push((await superAdmin.get(path)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 200]);
    });
  },
);

describeCallboard(
  'a policy that denies callboard.organisation.write',
  {
    databases: oneDatabase,
    services: [denyOnly('callboard.organisation.write')],
  },
  callboard => {
    it('keeps admins from changing the organisation, and from nothing else', async () => {
      const boss = callboard().as('superAdmin');
      const departments = '/workspaces/default/departments';
      const statuses = [];
      for (const request of [
        boss.post(departments, { name: 'Payments' }),
        boss.post('/workspaces/default/memberships/sync'),
        boss.get(departments),
        boss.get('/admin/activity'),
        boss.patch('/workspaces/default', { name: 'Ours' }),
      ]) {
        statuses.push((await request).status);
      }
      expect(statuses).toEqual([403, 403, 200, 200, 200]);
    });
  },
);

describeCallboard(
  'a policy that allows everything',
  {
    databases: oneDatabase,
    config: readers,
    services: policy(AuthorizeResult.ALLOW),
  },
  callboard => {
    it.each(adminPaths)('lets only whom Callboard lets to %s', async path => {
      const statusFor = async (who: keyof typeof people) =>
        (await callboard().as(who).get(path)).status;
      expect(await statusFor('reader')).toBe(200);
      expect(await statusFor('superAdmin')).toBe(200);
      expect(await statusFor('member')).toBe(403);
    });
  },
);
