import webhooks from '@octokit/webhooks-examples';
import { describePortal } from './__testUtils__/portals';
import { GithubPortal } from './__testUtils__/GithubPortal';

/** The label and the milestone of the recorded issue. */
const LABEL = { id: 1362934389, name: 'bug', color: 'd73a4a' };
const MILESTONE = 'v1.0';

interface Sent {
  event: string;
  payload: any;
  id: string;
}

/** The id of a delivery sent in a given second: a UUID of version 1. */
function createDeliveryId(second: number): string {
  const ms = Date.UTC(2019, 4, 15, 15, 20, second) + 12_219_292_800_000;
  const hex = (BigInt(ms) * BigInt(10_000)).toString(16).padStart(15, '0');
  return `${hex.slice(7)}-${hex.slice(3, 7)}-1${hex.slice(
    0,
    3,
  )}-8000-000000000000`;
}

/** A recorded delivery with other values, sent in a given second. */
function sent(
  event: 'issues' | 'label' | 'milestone',
  action: string,
  second: number,
  values: object = {},
): Sent {
  const { examples } = webhooks.find(({ name }) => name === event)!;
  // GitHub has not recorded every action; the payloads do not differ otherwise.
  const payload: any = structuredClone(
    examples.find((example: any) => example.action === action) ?? examples[0],
  );
  const resource = event === 'issues' ? 'issue' : event;
  const updated_at = `2019-05-15T15:20:${second}Z`;
  return {
    event,
    payload: {
      ...payload,
      action,
      [resource]: { ...payload[resource], updated_at, ...values },
    },
    id: createDeliveryId(second),
  };
}

const opened = sent('issues', 'opened', 18);
const renamed = sent('label', 'edited', 20, { ...LABEL, name: 'defect' });
const recolored = sent('label', 'edited', 30, {
  ...LABEL,
  name: 'defect',
  color: '0e8a16',
});
const moved = sent('milestone', 'edited', 20, {
  due_on: '2019-06-06T07:00:00Z',
  title: 'v1.0 final',
  closed_at: null,
});
const closed = sent('milestone', 'closed', 30, {
  due_on: '2019-06-06T07:00:00Z',
  title: 'v1.0 final',
  closed_at: '2019-06-01T10:00:00Z',
});
const removedSettings = [
  sent('label', 'deleted', 40, { ...LABEL, name: 'defect', color: '0e8a16' }),
  sent('milestone', 'deleted', 40),
];

/** All permutations of a list. */
function orders<T>(list: readonly T[]): T[][] {
  return list.length === 0
    ? [[]]
    : list.flatMap((first, at) =>
        orders([...list.slice(0, at), ...list.slice(at + 1)]).map(rest => [
          first,
          ...rest,
        ]),
      );
}

describePortal('GitHub labels and milestones', newDatabase => {
  let portal: GithubPortal;

  beforeEach(async () => {
    portal = await GithubPortal.start(await newDatabase());
  });

  afterEach(async () => {
    portal.assertNoProblems();
    await portal.stop();
  });

  const deliver = async (deliveries: readonly Sent[]) => {
    for (const { event, payload, id } of deliveries) {
      await portal.deliver(event, payload, id);
    }
  };

  /** The item, the labels of its project, and its cycles. */
  const read = async () => {
    const items = await portal.listItems();
    const { items: projects } = await portal.get(
      '/workspaces/default/projects',
    );
    const list = (kind: string) =>
      portal.get(`/workspaces/default/projects/${projects[0].id}/${kind}`);
    return {
      items,
      labels: (await list('labels')).items,
      cycles: (await list('cycles')).items,
    };
  };

  it('updates label and cycle of a work item after new names, colours, due dates and closing', async () => {
    await deliver([opened]);
    const before = await read();
    expect(before.labels).toMatchObject([{ name: 'bug', color: '#d73a4a' }]);
    expect(before.cycles).toMatchObject([
      { name: MILESTONE, end_date: '2019-05-15' },
    ]);
    await deliver([renamed, recolored, moved]);
    const open = await read();
    expect(open.cycles).toMatchObject([
      { name: 'v1.0 final', end_date: '2019-06-06' },
    ]);
    await deliver([closed]);
    const { items, labels, cycles } = await read();
    expect(labels).toMatchObject([
      { id: before.labels[0].id, name: 'defect', color: '#0e8a16' },
    ]);
    expect(cycles).toMatchObject([
      { id: before.cycles[0].id, end_date: '2019-06-01' },
    ]);
    expect(items).toMatchObject([
      { labels: [labels[0].id], cycle_id: cycles[0].id },
    ]);
    const { activities } = await portal.get(
      `/admin/activity?entity_id=${labels[0].id}`,
    );
    expect(activities).toMatchObject([
      { action: 'update', changes: [{ field: 'color' }], source: 'ingest' },
      { action: 'update', changes: [{ field: 'name', old_value: 'bug' }] },
      { action: 'create' },
    ]);
  });

  it('removes deleted labels and milestones from their work items', async () => {
    await deliver([opened, ...removedSettings]);
    expect(await read()).toMatchObject({
      items: [{ labels: [], cycle_id: null }],
      labels: [],
      cycles: [],
    });
  });

  it.each(
    orders([opened, renamed, recolored]).map(
      (order, at) => [at, [...order, order[0]]] as const,
    ),
  )(
    'stores the newest label name and colour in delivery order %i @full',
    async (_, order) => {
      await deliver(order);
      const { items, labels } = await read();
      expect(labels).toMatchObject([{ name: 'defect', color: '#0e8a16' }]);
      expect(items).toMatchObject([{ labels: [labels[0].id] }]);
    },
  );

  it('produces the same labels and cycles for reversed and repeated deliveries', async () => {
    await deliver([closed, recolored, moved, renamed, opened, renamed, moved]);
    const { items, labels, cycles } = await read();
    expect(labels).toMatchObject([{ name: 'defect', color: '#0e8a16' }]);
    expect(cycles).toMatchObject([
      { name: 'v1.0 final', end_date: '2019-06-01' },
    ]);
    expect(items).toMatchObject([
      { labels: [labels[0].id], cycle_id: cycles[0].id },
    ]);
    const entries = async () =>
      (await portal.get('/admin/activity?limit=100')).activities.length;
    const before = await entries();
    await deliver([closed, recolored]);
    expect(await entries()).toBe(before);
    await deliver([...removedSettings, opened, renamed, closed]);
    expect(await read()).toMatchObject({ labels: [], cycles: [] });
  });

  it('swaps the names of two labels when the deliveries arrive out of order', async () => {
    const other = { id: 7, name: 'chore', color: 'ffffff' };
    await deliver([
      opened,
      sent('label', 'created', 19, other),
      // A later delivery gives the former name of this label to the other label.
      sent('label', 'edited', 31, { ...other, name: 'bug' }),
      sent('label', 'edited', 30, { ...LABEL, name: 'chore' }),
    ]);
    const { items, labels } = await read();
    expect(labels).toMatchObject([{ name: 'bug' }, { name: 'chore' }]);
    expect(items).toMatchObject([{ labels: [labels[1].id] }]);
  });
});
