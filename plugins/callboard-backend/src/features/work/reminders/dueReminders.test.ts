import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { people } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { NotificationEvent } from '../../notifications/dispatch/NotificationEvent';
import { ProjectFixture } from '../__testUtils__/ProjectFixture';
import { DueReminders } from './DueReminders';

describeCallboard(
  'due date reminders',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    let fixture: ProjectFixture;
    let now: number;
    let result: NotificationEvent[];
    /** The number of notification events after which creation fails. */
    let failure: { after: number } | undefined;

    const createReplica = () =>
      new DueReminders({
        knex: callboard().knex,
        clock: { now: () => now },
        logger: silentLogger,
        workspaces: new WorkspaceDirectory(callboard().knex),
        batchSize: 1,
        dispatcher: {
          async notify(_tx, events) {
            if (result.length === failure?.after) {
              throw new Error('away');
            }
            result.push(...events);
          },
        },
      });
    /** Runs the reminders at a UTC instant, and returns recipient and title of each, sorted. */
    const remindAt = async (moment: string) => {
      now = Date.parse(moment);
      result = [];
      await createReplica().run();
      return result
        .map(({ to, title }) => [to.refs![0], title])
        .sort((a, b) => a.join().localeCompare(b.join()));
    };
    const createDueItem = (target_date: string, values = {}) =>
      fixture.make({ title: target_date, target_date, ...values });

    beforeAll(async () => {
      for (const who of ['admin', 'member', 'guest'] as const) {
        await callboard()
          .as('superAdmin')
          .post('/workspaces/default/members', {
            user_ref: people[who],
            role: who,
          })
          .expect(201);
      }
    });

    beforeEach(async () => {
      failure = undefined;
      const { knex } = callboard();
      await knex('work_reminders').delete();
      await knex('work_items').update({ deleted_at: new Date() });
      await callboard()
        .as('superAdmin')
        .patch('/workspaces/default', { timezone: 'UTC' })
        .expect(200);
      fixture = await ProjectFixture.open(callboard(), 'payments_api');
    });

    it('notifies assignees of items due tomorrow and of newly overdue items @full', async () => {
      const assignees = [people.member, people.guest];
      const tomorrow = await createDueItem('2026-11-21', { assignees });
      const overdue = await createDueItem('2026-11-19', {
        assignees: [people.member],
      });
      await createDueItem('2026-11-20', { assignees });
      await createDueItem('2026-11-01', { assignees });
      await createDueItem('2026-11-21', {
        assignees,
        state_id: fixture.states.Done.id,
      });
      await createDueItem('2026-11-21', { assignees, is_draft: true });
      expect(await remindAt('2026-11-20T07:00:00Z')).toEqual([
        [people.guest, `Due tomorrow: ${tomorrow.identifier} 2026-11-21`],
        [people.member, `Due tomorrow: ${tomorrow.identifier} 2026-11-21`],
        [people.member, `Overdue: ${overdue.identifier} 2026-11-19`],
      ]);
      expect(result[0]).toMatchObject({
        visibility: 'project',
        project_id: fixture.pid,
        about: { work_item_id: expect.any(String) },
        target_url: expect.stringContaining('?item='),
        actor_ref: null,
      });
    });

    it('notifies the author of an unassigned item', async () => {
      const { identifier } = await createDueItem('2026-11-21');
      expect(await remindAt('2026-11-20T07:00:00Z')).toEqual([
        [people.superAdmin, `Due tomorrow: ${identifier} 2026-11-21`],
      ]);
    });

    it('groups many items of a project into one notification', async () => {
      const createdItems = [];
      for (let index = 0; index < 7; index += 1) {
        createdItems.push(
          await createDueItem('2026-11-19', { assignees: [people.member] }),
        );
      }
      expect(await remindAt('2026-11-20T07:00:00Z')).toEqual([
        [people.member, '7 work items in payments_api are overdue'],
      ]);
      expect(result[0].body!.split('\n')).toEqual([
        ...createdItems
          .slice(0, 5)
          .map(({ identifier }) => `${identifier} 2026-11-19`),
        'and 2 more',
      ]);
    });

    it('sends reminders once a day, from 7:00 in the time zone of the workspace @full-postgres @postgres', async () => {
      await callboard()
        .as('superAdmin')
        .patch('/workspaces/default', { timezone: 'Pacific/Auckland' })
        .expect(200);
      await createDueItem('2026-11-21', { assignees: [people.member] });
      // Auckland is 13 hours ahead of UTC, so 18:00 is 7:00 there.
      expect(await remindAt('2026-11-19T17:59:00Z')).toEqual([]);
      expect(await remindAt('2026-11-19T18:00:00Z')).toHaveLength(1);
      expect(await remindAt('2026-11-20T10:00:00Z')).toEqual([]);
      expect(await remindAt('2026-11-20T18:00:00Z')).toEqual([]);
    });

    it('lists all items that became overdue since the last reminder, once', async () => {
      await remindAt('2026-11-17T07:00:00Z');
      for (const date of ['2026-11-17', '2026-11-18', '2026-11-19']) {
        await createDueItem(date, { assignees: [people.member] });
      }
      expect(await remindAt('2026-11-20T07:00:00Z')).toEqual([
        [people.member, '3 work items in payments_api are overdue'],
      ]);
      expect(await remindAt('2026-11-21T07:00:00Z')).toEqual([]);
    });

    it('resumes an interrupted run, and notifies each user once with two replicas @postgres', async () => {
      await createDueItem('2026-11-21', {
        assignees: [people.guest, people.member, people.admin],
      });
      failure = { after: 1 };
      expect(await remindAt('2026-11-20T07:00:00Z')).toHaveLength(1);
      failure = undefined;
      await Promise.all([createReplica().run(), createReplica().run()]);
      expect(result.map(({ to }) => to.refs![0])).toEqual([
        people.admin,
        people.guest,
        people.member,
      ]);
    });

    it('reminds the remaining people of an interrupted day on the next day', async () => {
      const item = await createDueItem('2026-11-19', {
        assignees: [people.guest, people.member],
      });
      failure = { after: 1 };
      expect(await remindAt('2026-11-20T07:00:00Z')).toHaveLength(1);
      failure = undefined;
      expect(await remindAt('2026-11-21T07:00:00Z')).toContainEqual([
        people.member,
        `Overdue: ${item.identifier} 2026-11-19`,
      ]);
      expect(await remindAt('2026-11-22T07:00:00Z')).toEqual([]);
    });

    it('omits users who muted the work item or its project', async () => {
      const item = await createDueItem('2026-11-21', {
        assignees: [people.member, people.guest],
      });
      const mute = async (who: 'member' | 'guest', path: string) =>
        callboard()
          .as(who)
          .put(`${path}/subscription`, { level: 'none' })
          .expect(200);
      await mute('member', `${fixture.path}/work-items/${item.id}`);
      await mute('guest', fixture.path);
      expect(await remindAt('2026-11-20T07:00:00Z')).toEqual([]);
    });
  },
);
