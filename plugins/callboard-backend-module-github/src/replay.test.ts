import { createHash } from 'crypto';
import { WorkItem, WorkItemComment } from '@callboard/plugin-callboard-common';
import webhooks from '@octokit/webhooks-examples';
import { flatMap, omit, sortBy, times } from 'lodash';
import { GithubPortal } from './__testUtils__/GithubPortal';
import { describePortal, testSeed } from './__testUtils__/portals';

interface Recorded {
  event: string;
  payload: any;
}

/**
 * All deliveries that GitHub has recorded, except for changes of a repository's visibility: while
 * its project is secret, issues are assigned to fewer people.
 */
const recorded = webhooks
  .flatMap(({ name, examples }) =>
    examples.map((payload): Recorded => ({ event: name, payload })),
  )
  .filter(({ payload }) => !/privatized|publicized/.test(payload.action));

/**
 * The same deliveries, spread over five issues: GitHub's recordings are all about one, which is
 * deleted in the end.
 */
const spread: Recorded[] = recorded.map(({ event, payload }, index) => {
  const issue = payload.issue ?? payload.pull_request;
  if (!issue || (event !== 'issues' && event !== 'pull_request')) {
    return { event, payload };
  }
  const copy = structuredClone(payload);
  const target = copy.issue ?? copy.pull_request;
  target.id += index % 5;
  target.node_id += index % 5;
  target.title += ` (${index})`;
  return { event, payload: copy };
});

function shuffle(list: Recorded[], seed: number): Recorded[] {
  const hashed = list.map((one, index) => ({
    one,
    hash: createHash('sha256').update(`${seed} ${index}`).digest('hex'),
  }));
  return sortBy(hashed, 'hash').map(({ one }) => one);
}

interface Order {
  name: string;
  arrange: (list: Recorded[]) => Recorded[];
}

const orders: Order[] = [
  { name: 'backwards', arrange: list => [...list].reverse() },
  { name: 'twice', arrange: list => [...list, ...list] },
  {
    name: 'with every delivery repeated',
    arrange: list => flatMap(list, one => [one, one]),
  },
  ...[testSeed, testSeed + 1].map(seed => ({
    name: `shuffled with CALLBOARD_TEST_SEED=${seed}`,
    arrange: (list: Recorded[]) => shuffle(list, seed),
  })),
];

/** An item without its ids and times. */
const essence = (item: WorkItem) =>
  omit(item, [
    'id',
    'project_id',
    'identifier',
    'state_id',
    'labels',
    'cycle_id',
    'sort_order',
    'version',
    'updated_at',
  ]);

const getText = (comment: WorkItemComment) =>
  omit(comment, ['id', 'project_id', 'work_item_id', 'version', 'updated_at']);

describePortal('recorded GitHub deliveries', newDatabase => {
  async function replayDeliveries(deliveries: Recorded[]) {
    const portal = await GithubPortal.start(await newDatabase(), {
      github: { pullRequests: true },
    });
    try {
      for (const { event, payload } of deliveries) {
        await portal.deliver(event, payload);
      }
      expect(portal.problems).toEqual([]);
      const items = await portal.listItems();
      const comments = await portal.listComments();
      return items.map(item => ({
        ...essence(item),
        labels: item.labels.length,
        has_cycle: item.cycle_id !== null,
        comments: comments
          .filter(({ work_item_id }) => work_item_id === item.id)
          .map(getText),
      }));
    } finally {
      await portal.stop();
    }
  }

  it('contains more than 100 deliveries', () => {
    expect(recorded.length).toBeGreaterThan(100);
  });

  it.each([
    ['as recorded', recorded],
    ['spread over several issues', spread],
  ])(
    'produces the same work items in every order of the deliveries, %s @full',
    async (_, deliveries) => {
      const end = await replayDeliveries(deliveries);
      expect(end).not.toEqual([]);
      for (const { name, arrange } of orders) {
        expect({
          name,
          end: await replayDeliveries(arrange(deliveries)),
        }).toEqual({
          name,
          end,
        });
      }
    },
  );

  it('creates a work item from an opened issue @full-postgres', async () => {
    const opened = recorded.filter(
      ({ event, payload }) => event === 'issues' && payload.action === 'opened',
    );
    const [item] = await replayDeliveries(opened.slice(0, 1));
    expect(item).toMatchObject({
      title: 'Spelling error in the README file',
      description:
        "It looks like you accidently spelled 'commit' with two 't's.",
      state_group: 'backlog',
      assignees: ['user:default/cody'],
      labels: 1,
      has_cycle: true,
      source: 'github',
      external_id: '444500041',
      external_url: 'https://github.com/Codertocat/Hello-World/issues/1',
      created_at: '2019-05-15T15:20:18.000Z',
    });
  });

  it('stores, edits and deletes comments together with their issue @full', async () => {
    const comments = recorded.filter(({ event }) => event === 'issue_comment');
    const findDelivery = (action: string) =>
      comments.find(({ payload }) => payload.action === action)!;
    const [created, edited, deleted] = ['created', 'edited', 'deleted'].map(
      findDelivery,
    );
    const comment = {
      author_ref: 'user:default/cody',
      author_name: 'cody',
      body: "You are totally right! I'll get this fixed today.",
      source: 'github',
      external_id: '492700400',
      external_url:
        'https://github.com/Codertocat/Hello-World/issues/1#issuecomment-492700400',
      edited_at: '2019-05-15T15:20:22.000Z',
      created_at: '2019-05-15T15:20:21.000Z',
    };
    for (const order of [
      [created, edited],
      [edited, created, edited],
    ]) {
      const [item] = await replayDeliveries(order);
      expect(item).toMatchObject({
        external_id: '444500041',
        comments: [comment],
      });
    }
    for (const order of [
      [created, edited, deleted],
      [deleted, edited, created],
    ]) {
      expect(await replayDeliveries(order)).toMatchObject([{ comments: [] }]);
    }
  });

  it('ignores irrelevant deliveries without recording activity @full-postgres', async () => {
    const others = recorded.filter(
      ({ event, payload }) =>
        !/^(issues|issue_comment|label|milestone)$/.test(event) ||
        /pin|lock/.test(payload.action),
    );
    const knex = await newDatabase();
    const portal = await GithubPortal.start(knex);
    const count = async () => (await knex('activity')).length;
    const before = await count();
    for (const { event, payload } of others) {
      await portal.deliver(event, payload);
    }
    expect(portal.problems).toEqual([]);
    expect(await count()).toBe(before);
    expect(await portal.listItems()).toEqual([]);
    await portal.stop();
  });

  it('records one activity entry for concurrent duplicate deliveries @full-postgres', async () => {
    const [opened] = recorded.filter(
      ({ event, payload }) => event === 'issues' && payload.action === 'opened',
    );
    const portal = await GithubPortal.start(await newDatabase());
    await Promise.all(
      times(5, () => portal.deliver(opened.event, opened.payload)),
    );
    const [{ id }] = await portal.listItems();
    const { activities } = await portal.get(`/admin/activity?entity_id=${id}`);
    expect(activities).toMatchObject([{ action: 'create', source: 'ingest' }]);
    expect(portal.problems).toEqual([]);
    await portal.stop();
  });
});
