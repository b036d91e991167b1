import { createBackendModule } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { endpoints, formatMention } from '@callboard/plugin-callboard-common';
import {
  seedersExtensionPoint,
  SeedServices,
  SeedWorkChange,
} from '@callboard/plugin-callboard-node';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboardOn,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';

const payments: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', namespace: 'default' },
  spec: { owner: 'somebody' },
};

const day = (date: number) =>
  new Date(`2026-03-${String(date).padStart(2, '0')}T09:00:00.000Z`);
const createSeedActor = (user_ref: string, date: number) => ({
  user_ref,
  at: day(date),
});

describe('recordWork', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let callboard: TestCallboard;
    let services: SeedServices;
    let pid: string;
    let states: Record<string, string>;
    let labels: Record<string, string>;

    beforeAll(async () => {
      const module = createBackendModule({
        pluginId: 'callboard',
        moduleId: 'work',
        register: env =>
          env.registerInit({
            deps: { seeders: seedersExtensionPoint },
            init: async ({ seeders }) => {
              seeders.addSeeder({
                name: 'work',
                seed: async seedServices => {
                  services = seedServices;
                  const admin = createSeedActor(people.superAdmin, 1);
                  for (const user_ref of [people.superAdmin, people.member]) {
                    const member = { user_ref, role: 'member' as const };
                    await seedServices.ensureMember(admin, 'default', member);
                  }
                  const project = await seedServices.ensureProject(
                    admin,
                    'default',
                    payments,
                  );
                  pid = project.id;
                  const plan = await seedServices.planWork(
                    admin,
                    'default',
                    pid,
                    {
                      labels: [{ name: 'bug' }],
                    },
                  );
                  labels = { bug: plan.labels[0].id };
                  const { items: all } = await seedServices
                    .getClient(admin)
                    .call(endpoints.listStates, {
                      params: { slug: 'default', pid },
                    });
                  states = Object.fromEntries(
                    all.map(({ name, id }) => [name, id]),
                  );
                },
              });
            },
          }),
      });
      callboard = await startCallboardOn(await databases.init(databaseId), {
        modules: [module],
      });
    });
    afterAll(() => callboard.stop());

    const record = (actions: SeedWorkChange[]) =>
      services.recordWork('default', pid, actions);
    const items = () => callboard.knex('work_items').where('project_id', pid);

    /** Reads the activity entries of an item, oldest first. */
    async function readHistory(id: string) {
      const { body } = await callboard
        .as('superAdmin')
        .get(`/activity?workspace=default&entity_id=${id}&details=true`)
        .expect(200);
      return body.activities.reverse();
    }

    /** Reads the states of an item, each with its start and end. */
    async function readStateSpans(id: string) {
      const spans = await callboard
        .knex('work_item_states')
        .where({ work_item_id: id })
        .orderBy('entered_at');
      return spans.map(({ state_id, entered_at, left_at }) => [
        state_id,
        new Date(entered_at),
        left_at && new Date(left_at),
      ]);
    }

    it('stores items, state history and activity entries at the given times', async () => {
      const recordedItems = await record([
        {
          ...createSeedActor(people.superAdmin, 2),
          make: 'rounding',
          input: { title: 'Fix rounding', labels: [labels.bug] },
        },
        {
          ...createSeedActor(people.superAdmin, 3),
          make: 'part',
          input: { title: 'Find it', parent_id: 'rounding' },
        },
        {
          ...createSeedActor(people.member, 4),
          change: ['rounding'],
          patch: {
            state_id: states['In Progress'],
            assignees: [people.member],
          },
        },
        {
          ...createSeedActor(people.member, 5),
          change: ['rounding', 'part'],
          patch: { state_id: states.Done },
        },
        // Sets a value that is already set.
        {
          ...createSeedActor(people.member, 6),
          change: ['part'],
          patch: { state_id: states.Done },
        },
      ]);
      const item = recordedItems.get('rounding')!;
      const { body } = await callboard
        .as('superAdmin')
        .get(`/workspaces/default/projects/${pid}/work-items/${item.id}`)
        .expect(200);
      expect(body).toEqual(item);
      expect(item).toMatchObject({
        identifier: 'PAYMENTS-1',
        state_group: 'completed',
        assignees: [people.member],
        labels: [labels.bug],
        created_by: people.superAdmin,
        created_at: day(2).toISOString(),
        completed_at: day(5).toISOString(),
        updated_at: day(5).toISOString(),
        version: 3,
      });
      expect(recordedItems.get('part')).toMatchObject({
        identifier: 'PAYMENTS-2',
        parent_id: item.id,
        version: 2,
      });
      expect(await readStateSpans(item.id)).toEqual([
        [states.Backlog, day(2), day(4)],
        [states['In Progress'], day(4), day(5)],
        [states.Done, day(5), null],
      ]);
      const history = await readHistory(item.id);
      expect(
        history.map((row: any) => [
          row.action,
          row.user_id,
          row.created_at,
          row.batch_id !== null,
        ]),
      ).toEqual([
        ['create', people.superAdmin, day(2).toISOString(), false],
        ['update', people.member, day(4).toISOString(), false],
        ['update', people.member, day(5).toISOString(), true],
      ]);
      expect(history[1].metadata.names).toEqual({
        [states.Backlog]: 'Backlog',
        [states['In Progress']]: 'In Progress',
        [people.member]: 'Max Member',
      });
      const [summary] = await callboard
        .knex('activity')
        .where({ action: 'bulk_update' });
      expect(summary.batch_id).toBe(history[2].batch_id);
    });

    it('continues with items created by earlier calls', async () => {
      const first = await record([
        {
          ...createSeedActor(people.member, 7),
          make: 'x',
          input: { title: 'X' },
        },
      ]);
      const { id, identifier } = first.get('x')!;
      const second = await record([
        {
          ...createSeedActor(people.member, 8),
          change: [id],
          patch: { priority: 'high' },
        },
        {
          ...createSeedActor(people.member, 8),
          make: 'y',
          input: { title: 'Y', parent_id: id },
        },
      ]);
      expect(await readHistory(id)).toHaveLength(2);
      const number = Number(identifier.split('-')[1]);
      expect(second.get('y')).toMatchObject({
        identifier: `PAYMENTS-${number + 1}`,
        parent_id: id,
      });
    });

    it('stores comments with mentions and activity entries, all or none', async () => {
      const recordedItems = await record([
        {
          ...createSeedActor(people.member, 7),
          make: 'spoken',
          input: { title: 'Spoken' },
        },
      ]);
      const { id, identifier } = recordedItems.get('spoken')!;
      const recordComments = (
        on: string,
        user_ref: string,
        date: number,
        body: string,
      ) =>
        services.recordComments('default', pid, [
          { ...createSeedActor(people.superAdmin, 8), on: id, body: 'First' },
          { ...createSeedActor(user_ref, date), on, body },
        ]);
      await expect(
        recordComments(pid, people.member, 9, 'Nowhere'),
      ).rejects.toThrow(/Work item .* not found/);
      const greeting = `${formatMention(people.superAdmin)} and ${formatMention(
        'user:default/nobody',
      )}`;
      await recordComments(id, people.member, 9, greeting);
      const { body } = await callboard
        .as('superAdmin')
        .get(`/workspaces/default/projects/${pid}/work-items/${id}/comments`)
        .expect(200);
      expect(body.items).toMatchObject([
        { body: 'First', author_ref: people.superAdmin, mentions: [] },
        {
          body: greeting,
          author_ref: people.member,
          mentions: [people.superAdmin],
          created_at: day(9).toISOString(),
        },
      ]);
      const [entry] = await readHistory(body.items[1].id);
      expect(entry).toMatchObject({
        action: 'create',
        user_id: people.member,
        created_at: day(9).toISOString(),
        entity_label: `${identifier} Spoken`,
      });
    });

    it.each<[string, () => SeedWorkChange, RegExp]>([
      [
        'an assignee who cannot see the project',
        () => ({
          ...createSeedActor(people.member, 9),
          make: 'z',
          input: { title: 'Z', assignees: ['user:default/nobody'] },
        }),
        /does not have access to this project/,
      ],
      [
        'an unknown label',
        () => ({
          ...createSeedActor(people.member, 9),
          make: 'z',
          input: { title: 'Z', labels: [pid] },
        }),
        /not a label/,
      ],
      [
        'an unknown item',
        () => ({
          ...createSeedActor(people.member, 9),
          change: [pid],
          patch: { priority: 'low' },
        }),
        /Work item .* not found/,
      ],
      [
        'reversed dates',
        () => ({
          ...createSeedActor(people.member, 9),
          make: 'z',
          input: {
            title: 'Z',
            start_date: '2026-03-09',
            target_date: '2026-03-08',
          },
        }),
        /start_date/,
      ],
    ])('rejects %s and stores nothing', async (_, wrong, message) => {
      const before = await items();
      const good: SeedWorkChange = {
        ...createSeedActor(people.member, 9),
        make: 'good',
        input: { title: 'Good' },
      };
      await expect(record([good, wrong()])).rejects.toThrow(message);
      expect(await items()).toEqual(before);
    });
  });
});
