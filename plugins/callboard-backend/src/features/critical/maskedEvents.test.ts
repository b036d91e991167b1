import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { CriticalEvent, isPseudonym } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { until } from '../../__testUtils__/until';
import { addRows } from '../activity/__testUtils__/activityRows';

const scheduler = mockServices.scheduler();

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
  'Critical events with pseudonyms',
  {
    config: {
      superAdmins: [people.superAdmin, people.admin],
      activity: { privacy: 'pseudonymous' },
    },
    services: [namesOnlyForAda, schedulerFactory(scheduler)],
  },
  callboard => {
    const list = async (who: PersonName): Promise<CriticalEvent[]> =>
      (await callboard().as(who).get('/admin/critical-events').expect(200)).body
        .items;

    const acknowledge = async (who: PersonName, id: string) =>
      (
        await callboard()
          .as(who)
          .post(`/admin/critical-events/${id}/acknowledge`, {})
          .expect(200)
      ).body as CriticalEvent;

    it('name neither who did it nor who has seen to it, but to those who see names', async () => {
      const { body } = await callboard()
        .as('admin')
        .get('/workspaces/default')
        .expect(200);
      await addRows(callboard().knex, body.id, [
        { action: 'unmask', entity_type: 'person', source: 'backend' },
      ]);
      await until(async () => {
        await scheduler.triggerTask('callboard-critical-events');
        return (await list('superAdmin')).length > 0;
      });
      const [{ id, actor_ref }] = await list('superAdmin');
      expect(isPseudonym(actor_ref)).toBe(true);

      const named = await acknowledge('admin', id);
      expect(named).toMatchObject({
        actor_ref: people.member,
        acknowledged_by: people.admin,
      });
      const masked = await acknowledge('superAdmin', id);
      expect(await list('superAdmin')).toEqual([masked]);
      expect(masked.actor_ref).toBe(actor_ref);
      expect(isPseudonym(masked.acknowledged_by!)).toBe(true);
      expect(masked.acknowledged_by).not.toBe(actor_ref);
      expect(JSON.stringify(masked)).not.toMatch(/\b(max|ada)\b/i);
      expect(await list('admin')).toEqual([named]);
    });
  },
);
