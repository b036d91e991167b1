import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  NotificationRule,
  notificationRulesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { NotificationPreferences } from '@callboard/plugin-callboard-common';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import {
  TransactionalSubscriber,
  subscribersExtensionPoint,
} from '../../../changes/Subscriber';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { Office } from '../../staff/__testUtils__/Office';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { waitForNotifications } from '../__testUtils__/waitForNotifications';
import { callboardModuleUrgentWork } from './__testUtils__/exampleModule';
import { createChangeEvent } from '../__testUtils__/createChangeEvent';
import { AddedRules } from './NotificationRules';
import { NotificationsSubscriber } from './NotificationsSubscriber';

/** Runs in the relay's transaction, before notifications are created. */
let handleBeforeFanOut: TransactionalSubscriber['handle'] = async () => {};

const moduleBeforeFanOut = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'before-fan-out',
  register(env) {
    env.registerInit({
      deps: { subscribers: subscribersExtensionPoint },
      async init({ subscribers }) {
        subscribers.transactional.push({
          name: 'before-fan-out',
          handle: (changes, tx) => handleBeforeFanOut(changes, tx),
        });
      },
    });
  },
});

const moduleBadRule = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'bad-rule',
  register(env) {
    env.registerInit({
      deps: { notifications: notificationRulesExtensionPoint },
      async init({ notifications }) {
        notifications.addRules({
          rules: [
            {
              name: 'bad',
              on: ['work_item.create'],
              toEvent: () => {
                throw new Error('a bad rule');
              },
            },
            {
              name: 'invalid-item',
              on: ['work_item.create'],
              toEvent: () => ({
                type: 'work_item.urgent',
                // Not an id.
                to: { followers_of: { work_item_id: 'none' } },
                title: 'Never created',
                reason: 'A test creates it.',
              }),
            },
          ],
        });
      },
    });
  },
});

const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

const entities = [
  ...catalogEntities,
  createEntity('Group', 'on-call', {
    relations: [{ type: 'hasMember', targetRef: people.guest }],
  }),
];

const modules = [moduleBeforeFanOut, moduleBadRule, callboardModuleUrgentWork];

const createRule = (name: string, more: Partial<NotificationRule> = {}) => ({
  name,
  on: ['label.create' as const],
  toEvent: () => undefined,
  ...more,
});

const createType = (name: string) => ({ type: name, label: `About ${name}` });

describeCallboard(
  'notification rules',
  { entities, modules, services: [logger.factory] },
  callboard => {
    /** Waits until all changes have been processed by the rules and the fan-out. */
    const waitForFanOut = async () => {
      await untilRelayed(callboard().knex);
      await waitForNotifications(callboard().knex);
    };
    /** Waits for the fan-out, and lists all notifications as recipient and title, sorted. */
    const listNotifiedTitles = async () => {
      await waitForFanOut();
      const rows = await callboard()
        .knex('notifications')
        .join(
          'notification_events',
          'notification_events.id',
          'notifications.notification_event_id',
        )
        .orderBy(['user_ref', 'notification_events.title'])
        .select('user_ref', 'notification_events.title');
      return rows.map(({ user_ref, title }) => [user_ref, title]);
    };
    /** Lists the titles that a user sees now. */
    const listVisibleTitles = async (who: PersonName): Promise<string[]> => {
      const { body } = await callboard().as(who).get('/notifications');
      return body.items.map(({ title }: { title: string }) => title);
    };
    let fixture: ProjectFixture;

    beforeAll(async () => {
      for (const role of ['admin', 'member', 'guest'] as const) {
        await callboard()
          .as('superAdmin')
          .post('/workspaces/default/members', { user_ref: people[role], role })
          .expect(201);
      }
      fixture = await ProjectFixture.open(callboard(), 'payments_api');
      await fixture.createSetting('members', {
        user_ref: people.member,
        role: 'member',
      });
    });

    beforeEach(async () => {
      handleBeforeFanOut = async () => {};
      await waitForFanOut();
      await callboard().knex('notification_events').delete();
    });

    it.each([
      [['create', 'delete'], []],
      [['delete', 'create'], ['Created']],
      [['create', 'delete', 'create'], ['Created']],
    ])(
      'creates no event that a later change of the same batch withdraws: %j',
      async (actions, expected) => {
        const { knex } = callboard();
        const { id } = await knex('workspaces')
          .where({ slug: 'default' })
          .first('id');
        const notified: string[] = [];
        const { rules, types } = new AddedRules().combineWith([
          {
            notifications: {
              types: [createType('a')],
              rules: [
                createRule('created', {
                  toEvent: () => ({
                    type: 'a',
                    to: { people: [people.member] },
                    title: 'Created',
                    reason: 'A test creates it.',
                    dedupe_key: 'label',
                  }),
                }),
                createRule('deleted', {
                  on: ['label.delete'],
                  withdraw: () => ['label'],
                }),
              ],
            },
          },
        ]);
        const subscriber = new NotificationsSubscriber({
          logger,
          rules,
          types,
          dispatcher: {
            notify: async (_, events) =>
              notified.push(...events.map(({ title }) => title)),
            withdraw: async () => {},
          },
        });
        const changes = actions.map(action =>
          createChangeEvent(`label.${action}`, {
            workspace_id: id,
            project_id: null,
            visibility: 'workspace',
          }),
        );
        await knex.transaction(tx => subscriber.handle(changes, tx));
        expect(notified).toEqual(expected);
      },
    );

    const setAccess = (access: string) =>
      fixture.as('superAdmin').patch(fixture.path, { access }).expect(200);

    it('notifies the assignee of a new work item, and nobody else', async () => {
      const { identifier } = await fixture.make({
        title: 'Fix rounding',
        assignees: [people.member],
      });
      expect(await listNotifiedTitles()).toEqual([
        [people.member, `Assigned to you: ${identifier} Fix rounding`],
      ]);
    });

    it('returns the thread that can be muted, or null once the user has lost access to its secret project', async () => {
      const listThreads = async (who: PersonName) => {
        await waitForFanOut();
        const { body } = await callboard().as(who).get('/notifications');
        return body.items.map(({ type, thread }: any) => [type, thread]);
      };
      const { id, project_id } = await fixture.make({
        assignees: [people.member],
      });
      expect(await listThreads('member')).toEqual([
        ['work_item.assigned', { project_id, work_item_id: id }],
      ]);
      const { body: guest } = await fixture
        .as('superAdmin')
        .post(`${fixture.path}/members`, {
          user_ref: people.guest,
          role: 'guest',
        })
        .expect(201);
      expect(await listThreads('guest')).toEqual([
        ['project_member.granted', { project_id, work_item_id: null }],
      ]);
      await setAccess('secret');
      await fixture
        .as('superAdmin')
        .delete(`${fixture.path}/members/${guest.id}`)
        .expect(204);
      expect(await listThreads('guest')).toEqual([
        ['project_member.lost', null],
      ]);
      await setAccess('open');
    });

    it('notifies the author when the state changes, but not the assignee who changed it', async () => {
      const item = await fixture.make({ assignees: [people.member] });
      await waitForFanOut();
      await callboard().knex('notification_events').delete();
      await fixture
        .as('member')
        .patch(`${fixture.path}/work-items/${item.id}`, {
          state_id: fixture.states.Done.id,
        })
        .expect(200);
      expect(await listNotifiedTitles()).toEqual([
        [people.superAdmin, `Moved to Done: ${item.identifier} Fix rounding`],
      ]);
    });

    it('notifies each user once per change, even if several rules match', async () => {
      const item = await fixture.make({
        priority: 'urgent',
        assignees: [people.guest, people.member],
      });
      const label = `${item.identifier} Fix rounding`;
      expect(await listNotifiedTitles()).toEqual([
        [people.guest, `Assigned to you: ${label}`],
        [people.member, `Assigned to you: ${label}`],
      ]);
      await callboard().knex('notification_events').delete();
      await fixture.patch(item, {
        state_id: fixture.states.Done.id,
        target_date: '2026-12-01',
      });
      expect(await listNotifiedTitles()).toEqual([
        [people.guest, `Moved to Done: ${label}`],
        [people.member, `Moved to Done: ${label}`],
      ]);
    });

    it('applies the next matching rule when a user has muted the type of the first', async () => {
      const preferences = callboard().knex('notification_preferences');
      await preferences.clone().insert({
        user_ref: people.member,
        type: 'work_item.mentioned',
        bell: false,
        email: true,
        browser: false,
        digest: true,
      });
      const { identifier } = await fixture.make({
        assignees: [people.member],
        description: '@max.member @gus.guest',
      });
      const label = `${identifier} Fix rounding`;
      expect(await listNotifiedTitles()).toEqual([
        [people.guest, `Sue Super mentioned you in ${label}`],
        [people.member, `Assigned to you: ${label}`],
      ]);
      await preferences.clone().delete();
    });

    it('sends one notification per user for a bulk operation @full', async () => {
      const ids: string[] = [];
      for (let made = 0; made < 12; made += 1) {
        ids.push((await fixture.make()).id);
      }
      await fixture
        .as('superAdmin')
        .post(`${fixture.path}/work-items/bulk-update`, {
          ids,
          changes: { add_assignees: [people.member] },
        })
        .expect(200);
      expect(await listNotifiedTitles()).toEqual([
        [people.member, '12 work items were assigned to you'],
      ]);
    });

    it('counts in a bulk notification only the work items that the user follows @full', async () => {
      const ids: string[] = [];
      for (let made = 0; made < 3; made += 1) {
        ids.push((await fixture.make({ assignees: [people.member] })).id);
      }
      await waitForFanOut();
      await callboard().knex('notification_events').delete();
      const thread = `${fixture.path}/work-items/${ids[0]}/subscription`;
      await fixture.as('member').put(thread, { level: 'none' }).expect(200);
      const project = `${fixture.path}/subscription`;
      await fixture.as('guest').put(project, { level: 'all' }).expect(200);
      await fixture
        .as('superAdmin')
        .post(`${fixture.path}/work-items/bulk-update`, {
          ids,
          changes: {
            state_id: fixture.states.Done.id,
            target_date: '2026-12-01',
          },
        })
        .expect(200);
      expect(await listNotifiedTitles()).toEqual([
        [people.guest, expect.stringContaining('3 work items in ')],
        [people.member, expect.stringContaining('2 work items in ')],
      ]);
      await fixture.as('guest').delete(project).expect(204);
    });

    it('notifies mentioned users only if they have access to the work item', async () => {
      await setAccess('secret');
      const description = '@max.member @gus.guest @sam.stranger @nobody';
      const item = await fixture.make({ description });
      await fixture
        .as('superAdmin')
        .post(`${fixture.path}/work-items/${item.id}/comments`, {
          body: description,
        })
        .expect(201);
      expect(await listNotifiedTitles()).toEqual([
        [
          people.member,
          `Sue Super mentioned you in ${item.identifier} Fix rounding`,
        ],
      ]);
      // The comment increases the count, because the user has not read the first mention.
      const { body } = await fixture.as('member').get('/notifications');
      expect(body.items[0]).toMatchObject({ count: 2, body: description });
      await setAccess('open');
    });

    it('omits followers who lost access, and hides their earlier notifications', async () => {
      const item = await fixture.make();
      for (const who of ['member', 'guest'] as const) {
        await fixture
          .as(who)
          .put(`${fixture.path}/subscription`, { level: 'all' })
          .expect(200);
      }
      const move = (state: string) =>
        fixture.patch(item, { state_id: fixture.states[state].id });
      await move('Done');
      expect((await listNotifiedTitles()).map(([ref]) => ref)).toEqual([
        people.guest,
        people.member,
      ]);
      await callboard().knex('notification_events').delete();
      await setAccess('secret');
      await move('In Progress');
      expect((await listNotifiedTitles()).map(([ref]) => ref)).toEqual([
        people.member,
      ]);
      expect(await listVisibleTitles('guest')).toEqual([]);
      await setAccess('open');
      for (const who of ['member', 'guest'] as const) {
        await fixture
          .as(who)
          .delete(`${fixture.path}/subscription`)
          .expect(204);
      }
    });

    it('omits users who lose access between the change and the fan-out', async () => {
      await setAccess('secret');
      await waitForFanOut();
      handleBeforeFanOut = async (changes, tx) => {
        if (changes.some(({ entity_type }) => entity_type === 'work_item')) {
          await tx('memberships')
            .where({ scope_id: fixture.pid, user_ref: people.member })
            .update({ deleted_at: new Date() });
        }
      };
      await fixture.make({
        title: 'Secret plan',
        assignees: [people.member],
        description: '@max.member',
      });
      expect(await listNotifiedTitles()).toEqual([]);
      expect(await callboard().knex('notification_events')).not.toEqual([]);
      await callboard()
        .knex('memberships')
        .where({ scope_id: fixture.pid, user_ref: people.member })
        .update({ deleted_at: null });
      await setAccess('open');
    });

    it('notifies of new memberships, and sends one notification for a transfer @full', async () => {
      const office = await Office.open(callboard());
      const { slug } = office;
      expect(await listNotifiedTitles()).toEqual(
        (['admin', 'guest', 'member'] as const).map(role => [
          people[role],
          `You are now ${
            role === 'admin' ? 'an' : 'a'
          } ${role} of the workspace ${slug}`,
        ]),
      );
      await callboard().knex('notification_events').delete();

      const createDepartment = async (name: string, entity: string) => {
        const { body } = await office.admin
          .post('/departments', { name })
          .expect(201);
        const { body: project } = await office
          .as('superAdmin')
          .put(`/projects/by-entity/${entity}`)
          .expect(200);
        await office.admin
          .post(`/departments/${body.id}/links`, { project_id: project.id })
          .expect(201);
        return body.id;
      };
      const from = await createDepartment('From', 'system/default/shop');
      const to = await createDepartment('To', 'component/default/payments-api');
      const { body: staff } = await office.admin
        .post('/staff', {
          staff_id: 'S1',
          first_name: 'Gus',
          last_name: 'Guest',
          email: 'gus@example.com',
          user_ref: people.guest,
          department_id: from,
        })
        .expect(201);
      const listGuestTitles = async () =>
        (await listNotifiedTitles()).filter(([ref]) => ref === people.guest);
      expect(await listGuestTitles()).toEqual([
        [people.guest, 'You are now a member of shop'],
      ]);
      await callboard().knex('notification_events').delete();
      await office.admin
        .post(`/staff/${staff.id}/transfer`, { department_id: to })
        .expect(200);
      expect(await listGuestTitles()).toEqual([
        [people.guest, 'You were transferred to To'],
      ]);
    });

    it('notifies users when they are removed from a workspace, although they can no longer access it', async () => {
      const office = await Office.open(callboard());
      const { body } = await office.admin.get('/members').expect(200);
      const guest = body.items.find(
        ({ user_ref }: any) => user_ref === people.guest,
      );
      await waitForFanOut();
      await callboard().knex('notification_events').delete();
      await office.admin.delete(`/members/${guest.id}`).expect(204);
      await waitForFanOut();
      expect(await listVisibleTitles('guest')).toEqual([
        `You are no longer a member of the workspace ${office.slug}`,
      ]);
    });

    it('runs rules of modules, and logs failing rules without blocking other rules', async () => {
      const { identifier } = await fixture.make({
        priority: 'urgent',
        assignees: [people.member],
      });
      expect(await listNotifiedTitles()).toEqual([
        [people.guest, `Urgent: ${identifier} Fix rounding`],
        [people.member, `Assigned to you: ${identifier} Fix rounding`],
      ]);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining("The notification rule 'bad' failed"),
        expect.objectContaining({ message: 'a bad rule' }),
      );
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining("The notification rule 'invalid-item' failed"),
        expect.anything(),
      );
      const { body } = await fixture
        .as('guest')
        .get('/notifications/preferences');
      expect(body.types.map(({ type }: any) => type)).toContain(
        'work_item.urgent',
      );
    });
  },
);

const root = resolve(__dirname, '../../../../../..');
const documentation = readFileSync(
  resolve(root, 'docs/notifications.md'),
  'utf8',
);

const yesOrNo = (value: boolean) => (value ? 'yes' : 'no');

describeCallboard('notification types in the documentation', {}, callboard => {
  it('lists each notification type with its label and email default, and none is mandatory', async () => {
    const { body } = await callboard()
      .as('superAdmin')
      .get('/notifications/preferences')
      .expect(200);
    const { types } = body as NotificationPreferences;
    const rows = documentation
      .split('\n')
      .filter(line => /^\| `[a-z_]+\.[a-z_]+` /.test(line))
      .map(line => line.split('|').map(cell => cell.trim()));
    expect(
      rows.map(([, type, what, , mail]) => ({ type, what, mail })),
    ).toEqual(
      types.map(({ type, label, channels }) => ({
        type: `\`${type}\``,
        what: label,
        mail: yesOrNo(channels.email),
      })),
    );
    expect(types.filter(({ is_mandatory }) => is_mandatory)).toEqual([]);
  });

  it('contains the example module that the tests load, with fewer than 40 lines', () => {
    const path = resolve(__dirname, '__testUtils__/exampleModule.ts');
    const example = readFileSync(path, 'utf8').trim();
    expect(documentation).toContain(`\`\`\`ts\n${example}\n\`\`\``);
    expect(example.split('\n').length).toBeLessThan(40);
  });
});

const features = [
  { notifications: { types: [createType('b')], rules: [createRule('first')] } },
  {},
];

describe('AddedRules', () => {
  it('appends rules of modules after rules of features, and fills in defaults of types', () => {
    const added = new AddedRules();
    added.addRules({ rules: [createRule('second')] });
    added.addRules({
      types: [
        { ...createType('a'), is_mandatory: true, channels: { email: false } },
      ],
    });
    const { types, rules } = added.combineWith(features);
    expect(types.list()).toEqual([
      {
        type: 'a',
        label: 'About a',
        description: '',
        is_mandatory: true,
        is_for_admins: false,
        is_mail_only: false,
        channels: { bell: true, email: false, browser: false, digest: true },
      },
      {
        type: 'b',
        label: 'About b',
        description: '',
        is_mandatory: false,
        is_for_admins: false,
        is_mail_only: false,
        channels: { bell: true, email: true, browser: false, digest: true },
      },
    ]);
    const found = rules.findMatching(createChangeEvent('label.create'));
    expect(found.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  it('matches details of bulk actions only to rules that can combine them', () => {
    const added = new AddedRules();
    const bulk: NotificationRule['bulk'] = {
      within: 'workspace',
      toEvent: () => ({ type: 'b', title: 'Many', reason: 'Because.' }),
    };
    added.addRules({ rules: [createRule('sums up', { bulk })] });
    const { rules } = added.combineWith(features);
    const listRuleNames = (fields: { is_detail: boolean }) =>
      rules
        .findMatching(createChangeEvent('label.create', fields))
        .map(({ name }) => name);
    expect(listRuleNames({ is_detail: true })).toEqual(['sums up']);
    expect(listRuleNames({ is_detail: false })).toEqual(['first', 'sums up']);
    expect(rules.findMatching(createChangeEvent('label.update'))).toEqual([]);
  });

  it.each([
    [{ types: [createType('b')] }, /'b' is declared twice/],
    [
      { types: [createType('Not this')] },
      /'Not this' is not a valid notification type/,
    ],
    [
      { rules: [createRule('first')] },
      /Two notification rules have the name 'first'/,
    ],
  ])(
    'rejects duplicate and invalid declarations at startup',
    (declared, message) => {
      const added = new AddedRules();
      added.addRules(declared);
      expect(() => added.combineWith(features)).toThrow(message);
    },
  );
});
