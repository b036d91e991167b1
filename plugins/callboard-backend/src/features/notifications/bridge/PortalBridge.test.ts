import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { roleRanks } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { PortalBridge } from './PortalBridge';

/** Such as databases put in other orders than this process does. */
const strange = ['user:default/a-b', 'user:default/a.c', 'user:default/a_a'];

const people = [
  ...strange,
  ...Array.from({ length: 1_200 }, (_, nth) => `user:default/p${nth}`),
].sort();

describe('the bridge', () => {
  const databases = MigratedDatabases.create();

  it.each(databases.eachSupportedId())(
    'forwards what many were told in requests that the portal takes, on %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const bench = await FanOutBench.create(knex);
      await bench.join(people, roleRanks.guest);
      const [notice_id] = await bench.tell({ to: { everyone: true } });
      await bench.handOut();
      const sent: string[][] = [];
      const bridge = new PortalBridge({
        knex,
        audience: new ProjectAudience({
          superAdmins: [],
          workspaces: { default: { autoJoin: 'none' } },
        } as any),
        portal: {
          send: async ({ recipients }: NotificationSendOptions) => {
            sent.push(
              [(recipients as { entityRef: string[] }).entityRef].flat(),
            );
          },
        },
      });
      await bridge.forward({
        notice_id,
        first: people[0],
        last: people[people.length - 1],
      });
      expect(sent.map(({ length }) => length)).toEqual([500, 500, 203]);
      expect(sent.flat().sort()).toEqual(people);

      sent.length = 0;
      const [first, second] = [...strange].sort();
      await bridge.forward({ notice_id, first, last: second });
      expect(sent.flat().sort()).toEqual([first, second]);
    },
  );
});
