import { createBackendModule } from '@backstage/backend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  seedersExtensionPoint,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { describeWithoutJobs } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { listActivityEntries } from '../../__testUtils__/listActivityEntries';
import { createEntity } from '../../core/projects/__testUtils__/catalogEntities';

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
          seed: async seedServices => {
            services = seedServices;
          },
        });
      },
    }),
});

const at = (day: string) => new Date(`${day}T17:00:00.000Z`);

describeWithoutJobs(
  'backfilled time entries',
  { modules: [seeding] },
  callboard => {
    const actor = { user_ref: people.superAdmin, at: at('2026-03-01') };
    let item: string;

    beforeAll(async () => {
      const { id: pid } = await services.ensureProject(
        actor,
        'default',
        createEntity('Component', 'payments'),
      );
      await services.ensureMember(actor, 'default', {
        user_ref: people.member,
        role: 'member',
      });
      const createdItem = await services
        .getClient(actor)
        .call(endpoints.createWorkItem, {
          params: { slug: 'default', pid },
          body: { title: 'Fix rounding', assignees: [people.member] },
        });
      item = createdItem.id;
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

    it('stores time entries and activity entries with past timestamps', async () => {
      expect(await record('2026-03-02', 90)).toBe(2);
      const { items, total_minutes } = await list();
      expect(total_minutes).toBe(91);
      expect(items[0]).toMatchObject({
        logged_by: people.member,
        logged_at: '2026-03-02',
        created_at: '2026-03-02T17:00:00.000Z',
      });
      const [activityEntry] = await listActivityEntries(
        callboard(),
        items[0].id,
      );
      expect(activityEntry).toMatchObject({
        action: 'create',
        user_id: people.member,
        created_at: '2026-03-02T17:00:00.000Z',
      });
    });

    it('rejects all time entries when one of them breaks a rule', async () => {
      const before = await list();
      await expect(record('2026-03-02', 1_400)).rejects.toThrow(
        'entries.0.duration_minutes',
      );
      await expect(record('2026-03-21', 1)).rejects.toThrow('sorted by time');
      const days = ['2026-03-02', '2026-03-01', '2026-03-20'];
      const unsorted = days.map(day => ({
        at: at(day),
        workItemId: item,
        entry: { duration_minutes: 1, logged_at: day },
      }));
      await expect(
        services.recordTime('default', people.member, unsorted),
      ).rejects.toThrow('sorted by time');
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

    describe('periods', () => {
      type Action = Parameters<SeedServices['recordPeriods']>[2][number];
      const recordAction = (
        day: string,
        action: Action['action'],
        user_ref: string = people.member,
      ) => {
        const reason = 'Is Friday complete?';
        return { at: at(day), user_ref, action, week: '2026-02-11', reason };
      };
      const recordPeriods = (...actions: Action[]) =>
        services.recordPeriods('default', people.member, actions);
      const listPeriods = async () =>
        (
          await callboard()
            .as('superAdmin')
            .get(`/workspaces/default/periods?member_id=${people.member}`)
            .expect(200)
        ).body.items;

      it('stores submissions and decisions with past timestamps', async () => {
        await services.recordTime('default', people.member, [
          {
            at: at('2026-02-12'),
            workItemId: item,
            entry: { duration_minutes: 75, logged_at: '2026-02-12' },
          },
        ]);
        await recordPeriods(
          recordAction('2026-02-13', 'submit'),
          recordAction('2026-02-16', 'reject', people.superAdmin),
          recordAction('2026-02-17', 'submit'),
          recordAction('2026-02-18', 'approve', people.superAdmin),
        );
        const [period, ...otherPeriods] = await listPeriods();
        expect(otherPeriods).toEqual([]);
        expect(period).toMatchObject({
          week_start: '2026-02-09',
          week_end: '2026-02-15',
          status: 'approved',
          total_minutes: 75,
          submitted_at: at('2026-02-17').toISOString(),
          decided_by: people.superAdmin,
          decided_at: at('2026-02-18').toISOString(),
          reason: null,
          version: 4,
        });
        const entries = await listActivityEntries(callboard(), period.id);
        expect(
          entries.map(({ action, user_id, created_at }) =>
            [action, user_id, created_at.slice(0, 10)].join(' '),
          ),
        ).toEqual([
          `submit ${people.member} 2026-02-13`,
          `reject ${people.superAdmin} 2026-02-16`,
          `submit ${people.member} 2026-02-17`,
          `approve ${people.superAdmin} 2026-02-18`,
        ]);
      });

      it('continues from the stored status and version of the period', async () => {
        await recordPeriods(
          recordAction('2026-02-19', 'reopen', people.superAdmin),
        );
        expect(await listPeriods()).toMatchObject([
          { status: 'open', version: 5 },
        ]);
      });

      it.each([
        [
          'only their own timesheet',
          [recordAction('2026-02-20', 'submit', people.superAdmin)],
        ],
        ['only their own timesheet', [recordAction('2026-02-20', 'approve')]],
        ['is open', [recordAction('2026-02-20', 'approve', people.superAdmin)]],
        ['has not started yet', [recordAction('2026-02-01', 'submit')]],
        [
          'sorted by time',
          [
            recordAction('2026-02-21', 'submit'),
            recordAction('2026-02-20', 'approve', people.superAdmin),
          ],
        ],
        [
          'is submitted',
          [
            recordAction('2026-02-20', 'submit'),
            recordAction('2026-02-21', 'submit'),
          ],
        ],
      ])(
        'rejects all actions with an error that contains: %s',
        async (message, actions) => {
          const before = await listPeriods();
          await expect(recordPeriods(...actions)).rejects.toThrow(message);
          expect(await listPeriods()).toEqual(before);
        },
      );
    });
  },
);
