import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { isPseudonym } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { untilErased } from './__testUtils__/untilErased';

/** A policy by which only Ada sees names. */
const namesOnlyForAda = mockServices.permissions.mock({
  authorize: async (requests, options) => {
    const { principal } = (options as any).credentials;
    return requests.map(({ permission }) => ({
      result:
        permission.name !== 'callboard.activity.read.named' ||
        principal.userEntityRef === people.admin
          ? AuthorizeResult.ALLOW
          : AuthorizeResult.DENY,
    }));
  },
}).factory;

describeCallboard(
  'Erasures with pseudonyms',
  {
    config: {
      superAdmins: [people.superAdmin, people.admin],
      activity: { privacy: 'pseudonymous' },
    },
    services: [namesOnlyForAda],
  },
  callboard => {
    it('say who asked for them only to those who see names', async () => {
      await callboard().as('member').get('/me').expect(200);
      const begun = await callboard()
        .as('admin')
        .post('/admin/erasures', {
          user_ref: people.guest,
          reason: 'Max Member asked for it',
        })
        .expect(202);
      const { id } = begun.body;
      await untilErased(callboard(), id);
      const seenBy = async (who: PersonName) => {
        const agent = callboard().as(who);
        const { body: one } = await agent.get(`/admin/erasures/${id}`);
        const { body: list } = await agent.get('/admin/erasures');
        expect(list.items).toEqual([one]);
        return one;
      };
      expect(await seenBy('admin')).toMatchObject({
        requested_by: people.admin,
        reason: 'Max Member asked for it',
      });
      const masked = await seenBy('superAdmin');
      expect(isPseudonym(masked.requested_by)).toBe(true);
      expect(JSON.stringify(masked)).not.toMatch(/\b(ada|max)\b/i);
    });
  },
);
