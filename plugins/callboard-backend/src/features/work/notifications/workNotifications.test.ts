import {
  ChangeEvent,
  SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import { createId } from '../../../database/ids';
import {
  createChangeEvent,
  changeScope,
} from '../../notifications/__testUtils__/createChangeEvent';
import { listNotificationEvents } from '../../notifications/__testUtils__/listNotificationEvents';
import { workNotifications } from './workNotifications';

const max = 'user:default/max';
const mia = 'user:default/mia';
const ada = 'user:default/ada';
const item = createId(0);
const comment = createId(0);

const itemPath = `/catalog/default/system/payments/work?item=${item}`;

const create = (fields: Record<string, unknown>) =>
  createChangeEvent('work_item.create', {
    entity_id: item,
    fields: Object.fromEntries(
      Object.entries({ source: 'callboard', ...fields }).map(
        ([field, value]) => [field, [null, value]],
      ),
    ),
  });

const update = (
  fields: Record<string, [unknown, unknown]>,
  names: Record<string, string> = {},
) =>
  createChangeEvent('work_item.update', {
    entity_id: item,
    fields,
    metadata: { names },
    resource: { source: 'callboard' },
  });

const changeComment = (
  fields: Record<string, [unknown, unknown]>,
  type = 'work_item_comment.create',
) =>
  createChangeEvent(type, {
    entity_id: comment,
    fields,
    resource: {
      work_item_id: item,
      author_ref: ada,
      author_name: 'Ada Admin',
      body: '> Who knows?\n> I do.\n\nLook,\n@max',
      created_at: '2026-11-20T10:00:00.000Z',
    },
  });

describe('work notification rules', () => {
  const label = 'PAY-42 Fix rounding';
  const followers = (...except: string[]) => ({
    to: {
      followers: { project_id: changeScope.project!.id, work_item_id: item },
    },
    except,
  });

  it.each([
    [
      'being assigned to a new item',
      create({ assignees: [max, mia] }),
      {
        type: 'work_item.assigned',
        to: { refs: [max, mia] },
        title: `Assigned to you: ${label}`,
        body: 'Ada Admin assigned it to you.',
      },
    ],
    [
      'being assigned to a completed item',
      {
        ...update({ assignees: [[], [max]] }),
        resource: { source: 'github', completed_at: '2020-01-01T00:00:00Z' },
      },
      { type: 'work_item.assigned', to: { refs: [max] } },
    ],
    [
      'being assigned in addition to another user',
      update({ assignees: [[max], [max, mia]] }),
      { type: 'work_item.assigned', to: { refs: [mia] } },
    ],
    [
      'being assigned, and followers of the state change made with it',
      update({ assignees: [[], [max]], state_id: ['1', '2'] }),
      { type: 'work_item.assigned', to: { refs: [max] } },
      {
        type: 'work_item.state_changed',
        ...followers(),
        title: `Moved: ${label}`,
      },
    ],
    [
      'being unassigned from an item',
      update({ assignees: [[max], []] }),
      {
        type: 'work_item.unassigned',
        to: { refs: [max] },
        title: `No longer assigned to you: ${label}`,
        body: 'Ada Admin unassigned you.',
      },
    ],
    [
      'a new state',
      update({ state_id: ['1', '2'] }, { 1: 'To do', 2: 'Done' }),
      {
        type: 'work_item.state_changed',
        ...followers(),
        title: `Moved to Done: ${label}`,
        body: 'Ada Admin moved it from To do.',
      },
    ],
    [
      'a first due date',
      update({ target_date: [null, '2026-11-24'] }),
      {
        type: 'work_item.due_date_changed',
        ...followers(),
        title: `Due on 24 November 2026: ${label}`,
        body: 'Ada Admin set the due date.',
      },
    ],
    [
      'a changed due date',
      update({ target_date: ['2026-11-24', '2026-12-01'] }),
      {
        title: `Due on 1 December 2026: ${label}`,
        body: 'Ada Admin moved the due date from 24 November 2026.',
      },
    ],
    [
      'a removed due date',
      update({ target_date: ['2026-11-24', null] }),
      {
        title: `Due date removed: ${label}`,
        body: 'Ada Admin removed 24 November 2026.',
      },
    ],
    [
      'being mentioned in a description, otherwise of being assigned',
      create({ assignees: [max], description: 'Ask @max or `@mia`' }),
      {
        type: 'work_item.mentioned',
        to: { refs: [max] },
        title: `Ada Admin mentioned you in ${label}`,
        body: 'Ask @max or `@mia`',
      },
      {
        type: 'work_item.assigned',
        to: { refs: [max] },
        unless_notified: true,
      },
    ],
    [
      'new mentions only when a description is edited',
      update({ description: ['Ask @max', 'Ask @max and @mia'] }),
      { type: 'work_item.mentioned', to: { refs: [mia] } },
    ],
    [
      'being mentioned in a comment, and followers of the comment',
      changeComment({ mentions: [null, [max]] }),
      {
        type: 'work_item.mentioned',
        to: { refs: [max] },
        title: `Ada Admin mentioned you in ${label}`,
        body: 'Look, @max',
      },
      {
        type: 'work_item.commented',
        ...followers(ada),
        title: `Ada Admin commented on ${label}`,
        body: 'Look, @max',
      },
    ],
    [
      'new mentions only when a comment is edited',
      changeComment(
        { mentions: [[max], [max, mia]] },
        'work_item_comment.update',
      ),
      { type: 'work_item.mentioned', to: { refs: [mia] } },
    ],
    [
      'mentions in a comment from an external source, but not its author',
      {
        ...changeComment({ mentions: [null, [ada, mia]] }),
        actor: { user_ref: 'plugin:github', display_name: 'GitHub' },
      },
      { type: 'work_item.mentioned', to: { refs: [mia] } },
      { type: 'work_item.commented', ...followers(ada) },
    ],
  ])('notifies of %s', async (_, change, ...expected) => {
    expect(
      await listNotificationEvents(workNotifications, [change]),
    ).toMatchObject(expected);
  });

  it.each([
    ['self-assignments', update({ assignees: [[], [ada]] })],
    [
      'assignments from a source after the item was completed',
      create({
        assignees: [max],
        completed_at: '2020-01-01T00:00:00.000Z',
        source: 'github',
      }),
    ],
    [
      'a deleted item',
      createChangeEvent('work_item.delete', {
        fields: { assignees: [[max], null] },
      }),
    ],
    ['a changed title', update({ title: ['a', 'b'] })],
    [
      'mentions in a description from an external source',
      create({ source: 'github', description: 'Ask @max' }),
    ],
    [
      'an old comment from an external source and its mentions',
      changeComment({
        created_at: [null, '2026-11-01T10:00:00.000Z'],
        mentions: [null, [max]],
      }),
    ],
    [
      'an author of an edited comment who mentions only themselves',
      {
        ...changeComment({ mentions: [[], [ada]] }, 'work_item_comment.update'),
        actor: { user_ref: 'plugin:github', display_name: 'GitHub' },
      },
    ],
    [
      'a deleted comment',
      changeComment({ deleted_at: [null, 'now'] }, 'work_item_comment.delete'),
    ],
  ])('ignores %s', async (_, change) => {
    expect(await listNotificationEvents(workNotifications, [change])).toEqual(
      [],
    );
  });

  it('links to the item or the comment, grouped by item', async () => {
    const [assigned] = await listNotificationEvents(workNotifications, [
      create({ assignees: [max] }),
    ]);
    const [mentioned] = await listNotificationEvents(workNotifications, [
      changeComment({ mentions: [null, [max]] }),
    ]);
    expect(assigned).toMatchObject({
      target_url: itemPath,
      about: { work_item_id: item },
      dedupe_key: `work_item.assigned:${item}`,
      visibility: 'project',
      is_mention: false,
      body: 'Ada Admin assigned it to you.',
    });
    expect(mentioned).toMatchObject({
      target_url: `${itemPath}&comment=${comment}`,
      about: { work_item_id: item },
      is_mention: true,
    });
  });

  describe('bulk actions', () => {
    const ben = 'user:default/ben';
    const items = Array.from({ length: 12 }, () => createId(0));
    const changes = items.map((entity_id, index) =>
      createChangeEvent('work_item.update', {
        entity_id,
        entity_label: `PAY-${index + 1} Item`,
        batch_id: createId(0),
        fields: {
          assignees: [[], index === 0 ? [max, mia] : [max]],
          state_id: ['1', '2'],
        },
      }),
    );
    const threadLevel = (
      user_ref: string,
      level: SubscriptionLevel,
      thread_id = changeScope.project!.id,
    ) => ({ user_ref, level, thread_id });
    const listNotified = async (
      action: readonly ChangeEvent[],
      circumstances: Parameters<typeof listNotificationEvents>[2],
    ) =>
      (
        await listNotificationEvents(workNotifications, action, circumstances)
      ).map(({ to, title, body }) => [to.refs, title, body]);

    it('notifies each user once, about the items that concern them', async () => {
      expect(
        await listNotified(changes, {
          defaultFollowers: { [items[1]]: [ben, mia, ada] },
          settings: [threadLevel(max, 'all')],
        }),
      ).toEqual([
        [
          [max],
          '12 work items were assigned to you',
          'PAY-1 Item\nPAY-2 Item\nPAY-3 Item\nPAY-4 Item\nPAY-5 Item\nand 7 more',
        ],
        [
          [mia],
          'Assigned to you: PAY-1 Item',
          'Ada Admin assigned it to you.\nAlso: Moved: PAY-2 Item',
        ],
        [[ben], 'Moved: PAY-2 Item', 'Ada Admin moved it.'],
      ]);
    });

    it('notifies project followers of all items except the ones they muted', async () => {
      const projectFollowers = ['user:default/f1', 'user:default/f2'];
      const action = changes.map(change => ({
        ...change,
        changes: change.changes.filter(({ field }) => field === 'state_id'),
      }));
      const title = (count: number) =>
        `${count} work items in Payments changed state`;
      expect(
        (
          await listNotified(action, {
            defaultFollowers: { [items[0]]: [mia] },
            settings: [
              ...[...projectFollowers, max, ada].map(ref =>
                threadLevel(ref, 'all'),
              ),
              threadLevel(max, 'none', items[0]),
              threadLevel(max, 'mentions', items[1]),
              threadLevel(mia, 'none'),
              threadLevel(ben, 'none'),
              threadLevel(ben, 'all', items[2]),
            ],
          })
        ).map(([refs, text]) => [refs, text]),
      ).toEqual([
        [[ben], 'Moved: PAY-3 Item'],
        [projectFollowers, title(12)],
        [[max], title(10)],
      ]);
    });

    it('applies the first rule whose type the recipient has not muted', async () => {
      const muted = {
        [max]: ['work_item.assigned'],
        [mia]: ['work_item.assigned', 'work_item.state_changed'],
      };
      const defaultFollowers = { [items[0]]: [max, mia] };
      expect(await listNotified(changes, { defaultFollowers, muted })).toEqual([
        [[max], 'Moved: PAY-1 Item', 'Ada Admin moved it.'],
      ]);
    });

    it('notifies the user who imported a file, with counts and a link', async () => {
      const change = createChangeEvent('project.bulk_import', {
        metadata: { entity_type: 'work_item', created: 480, failed: 20 },
      });
      const events = await listNotificationEvents(workNotifications, [change]);
      expect(events).toMatchObject([
        {
          type: 'work_item.imported',
          to: { refs: [ada] },
          body: '480 created, 20 failed.',
          severity: 'high',
          target_url: '/catalog/default/system/payments/work',
        },
      ]);
    });

    it('omits the comments that a recipient wrote', async () => {
      const comments = [max, mia, ada].map((author, index) =>
        changeComment({
          author_ref: [null, author],
          author_name: [null, `Author ${index}`],
          work_item_id: [null, item],
        }),
      );
      const action = comments.map(change => ({
        ...change,
        actor: { user_ref: 'service:github', display_name: 'GitHub' },
      }));
      const defaultFollowers = { [item]: [max, mia, ben] };
      expect(
        (await listNotified(action, { defaultFollowers })).map(
          ([refs, title]) => [refs, title],
        ),
      ).toEqual([
        [[max], '2 new comments in Payments'],
        [[mia], '2 new comments in Payments'],
        [[ben], '3 new comments in Payments'],
      ]);
    });
  });
});
