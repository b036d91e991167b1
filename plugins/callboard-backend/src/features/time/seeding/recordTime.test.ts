import { createBackendModule } from '@backstage/backend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  seedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { tracesOf } from '../../../__testUtils__/tracesOf';
import { thing } from '../../../core/projects/__testUtils__/landscape';

let services: SeedServices;

const seeding = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'time',
  register: env =>
    env.registerInit({
      deps: { seeders: seedersExtensionPoint },
      init: async ({ seeders }) => {
        seeders.addSeeder({
          name: 'time',
          seed: async given => {
            services = given;
          },
        });
      },
    }),
});

const at = (day: string) => new Date(`${day}T17:00:00.000Z`);

describeCallboard(
  'time that is recorded afterwards',
  { modules: [seeding] },
  callboard => {
    const by = { user_ref: people.superAdmin, at: at('2026-03-01') };
    let item: string;

    beforeAll(async () => {
      const { id: pid } = await services.ensureProject(
        by,
        'default',
        thing('Component', 'payments'),
      );
      await services.letMemberIn(by, 'default', {
        user_ref: people.member,
        role: 'member',
      });
      const made = await services.as(by).call(endpoints.createWorkItem, {
        params: { slug: 'default', pid },
        body: { title: 'Fix rounding', assignees: [people.member] },
      });
      item = made.id;
    });

    const record = (day: string, duration_minutes: number) =>
      services.recordTime('default', people.member, [
        {
          at: at(day),
          workItemId: item,
          entry: { duration_minutes, logged_at: day },
        },
        {
          at: at('2026-03-20'),
          workItemId: item,
          entry: { duration_minutes: 1, logged_at: '2026-03-20' },
        },
      ]);
    const list = async () =>
      (
        await callboard()
          .as('superAdmin')
          .get('/workspaces/default/worklogs?order_by=logged_at')
          .expect(200)
      ).body;

    it('is as if it had been logged then', async () => {
      expect(await record('2026-03-02', 90)).toBe(2);
      const { items, total_minutes } = await list();
      expect(total_minutes).toBe(91);
      expect(items[0]).toMatchObject({
        logged_by: people.member,
        logged_at: '2026-03-02',
        created_at: '2026-03-02T17:00:00.000Z',
      });
      const [trace] = await tracesOf(callboard(), items[0].id);
      expect(trace).toMatchObject({
        action: 'create',
        user_id: people.member,
        created_at: '2026-03-02T17:00:00.000Z',
      });
    });

    it('keeps to the rules, all of it or nothing', async () => {
      const before = await list();
      await expect(record('2026-03-02', 1_400)).rejects.toThrow(
        'entries.0.duration_minutes',
      );
      await expect(record('2026-03-21', 1)).rejects.toThrow('in order');
      await expect(
        services.recordTime('default', people.guest, [
          {
            at: at('2026-03-02'),
            workItemId: item,
            entry: { duration_minutes: 1 },
          },
        ]),
      ).rejects.toThrow('cannot log time');
      expect(await list()).toEqual(before);
    });
  },
);
