import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { describeCallboard } from '../__testUtils__/describeCallboard';
import { people } from '../__testUtils__/startCallboard';

/** The groups of the tests' people; the portal may spell them as it likes. */
const groupsOf: Record<string, string[]> = {
  [people.admin]: ['group:default/platform'],
  [people.member]: ['Group:Default/Auditors'],
  [people.guest]: ['group:other/platform', 'group:default/platform-users'],
};

const groups = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials: any) {
      const { userEntityRef } = credentials.principal;
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...(groupsOf[userEntityRef] ?? []),
        ],
      };
    },
  }),
});

describeCallboard(
  'super admins and readers named as groups',
  {
    services: [groups],
    config: {
      superAdmins: ['Group:default/Platform'],
      activity: { readers: ['group:default/auditors'] },
    },
  },
  callboard => {
    async function isSuperAdmin(who: keyof typeof people) {
      const me = await callboard().as(who).get('/me').expect(200);
      return me.body.is_super_admin;
    }

    it('are those who belong to one, and nobody else', async () => {
      expect(await isSuperAdmin('admin')).toBe(true);
      expect(await isSuperAdmin('member')).toBe(false);
      expect(await isSuperAdmin('guest')).toBe(false);
      expect(await isSuperAdmin('superAdmin')).toBe(false);
    });

    it('are named to everybody once they have called', async () => {
      await isSuperAdmin('admin');
      const { body } = await callboard().as('guest').get('/me/access');
      expect(body).toEqual({
        is_super_admin: false,
        may_administrate: false,
        manages_people: false,
        may_read_all_activity: false,
        super_admins: [{ user_ref: people.admin, display_name: 'Ada Admin' }],
        super_admin_groups: ['group:default/platform'],
      });
      const reader = await callboard().as('member').get('/me/access');
      expect(reader.body.may_read_all_activity).toBe(true);
      expect(reader.body.may_administrate).toBe(false);
    });

    it('may do what their group may', async () => {
      const asked = async (who: keyof typeof people, path: string) =>
        (await callboard().as(who).get(path)).status;
      expect(await asked('admin', '/admin/activity')).toBe(200);
      expect(await asked('member', '/admin/activity')).toBe(200);
      expect(await asked('guest', '/admin/activity')).toBe(403);
      const wanted = { slug: 'wanted', name: 'Wanted' };
      await callboard().as('member').post('/workspaces', wanted).expect(403);
      await callboard().as('admin').post('/workspaces', wanted).expect(201);
      expect(await asked('member', '/workspaces/wanted')).toBe(404);
    });
  },
);

describeCallboard(
  'without super admins in the configuration',
  { config: { superAdmins: [] } },
  callboard => {
    it('nobody is one', async () => {
      for (const who of ['superAdmin', 'admin'] as const) {
        const me = await callboard().as(who).get('/me').expect(200);
        expect(me.body.is_super_admin).toBe(false);
        await callboard().as(who).get('/admin/activity').expect(403);
        await callboard()
          .as(who)
          .post('/workspaces', { slug: 'mine', name: 'Mine' })
          .expect(403);
      }
    });
  },
);
