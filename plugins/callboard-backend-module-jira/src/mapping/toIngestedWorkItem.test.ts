import {
  createJiraFields,
  createJiraIssue,
} from '../__testUtils__/createJiraIssue';
import { JiraPeople } from './JiraPeople';
import { toIngestedCycle } from './sprintsAndVersions';
import { toHiddenWorkItem, toIngestedWorkItem } from './toIngestedWorkItem';

type Product = 'cloud' | 'dataCenter';

const products: Product[] = ['cloud', 'dataCenter'];

const entity_ref = 'component:default/payments';

async function convert(
  fields: Parameters<typeof createJiraIssue>[0],
  product: Product = 'cloud',
) {
  const issue = await createJiraIssue(fields, product);
  return toIngestedWorkItem(issue, {
    entity_ref,
    people: new JiraPeople(
      new Map([
        [product === 'cloud' ? 'ada' : 'JIRAUSER10100', 'user:default/ada'],
      ]),
    ),
    fields: createJiraFields(product),
    webUrl: 'https://jira.example.com',
    parentId: issue.fields.parent?.id ?? null,
  });
}

describe('toIngestedWorkItem', () => {
  it.each(products)('converts all fields of %s', async product => {
    expect(
      await convert(
        {
          id: '20001',
          key: 'PAY-7',
          summary: '  Cents  get lost ',
          html: '<p>One in <b>every</b> thousand.</p>',
          status: 'In Review',
          category: 'indeterminate',
          priority: 'Highest',
          labels: ['bug', 'money'],
          assignee: 'ada',
          reporter: 'ada',
          versions: ['1', '2', '3'],
          sprints: [7, 8, 9],
          points: 3.5,
          estimateSeconds: 5_400,
          start: '2026-10-05',
          due: '2026-10-16',
          isSubtask: true,
          parent: '20000',
          created: Date.parse('2026-10-01T08:00:00.123Z'),
          updated: Date.parse('2026-10-02T08:00:00.456Z'),
        },
        product,
      ),
    ).toEqual({
      entity_ref,
      external_id: '20001',
      updated_at: '2026-10-02T08:00:00.456Z',
      title: '  Cents  get lost ',
      description: 'One in **every** thousand.',
      state: { name: 'In Review', group: 'started' },
      priority: 'urgent',
      assignees: ['user:default/ada'],
      labels: ['bug', 'money'],
      cycle: {
        external_id: '8',
        name: 'Sprint 2',
        description: 'Ship',
        start_date: null,
        end_date: null,
      },
      module: {
        external_id: '2',
        name: '1.1',
        description: null,
        start_date: '2026-10-02',
        target_date: null,
      },
      parent_external_id: '20000',
      estimate_points: 3.5,
      estimate_time: 90,
      start_date: '2026-10-05',
      target_date: '2026-10-16',
      external_url: 'https://jira.example.com/browse/PAY-7',
      created_by: 'user:default/ada',
      created_at: '2026-10-01T08:00:00.123Z',
      completed_at: null,
      is_deleted: false,
    });
  });

  it('clears all fields that an issue does not have', async () => {
    expect(await convert({})).toMatchObject({
      description: null,
      assignees: [],
      labels: [],
      cycle: null,
      module: null,
      parent_external_id: null,
      estimate_points: null,
      estimate_time: null,
      start_date: null,
      target_date: null,
      created_by: null,
      completed_at: null,
    });
  });

  it.each(products)(
    'takes the sprint that was closed last, if no other is left, from %s',
    async product => {
      const { cycle } = await convert({ sprints: [7] }, product);
      expect(cycle).toEqual({
        external_id: '7',
        name: 'Sprint 1, with a comma',
        description: null,
        start_date: '2026-10-05',
        end_date: '2026-10-19',
      });
    },
  );

  it('omits the start of a sprint after its end', () => {
    const sprint = {
      id: 7,
      name: 'Sprint 1',
      goal: 'Ship',
      startDate: '2026-10-19T08:00:00.000Z',
      completeDate: '2026-10-18T08:00:00.000Z',
    };
    expect(toIngestedCycle([sprint])).toMatchObject({
      description: 'Ship',
      start_date: null,
      end_date: '2026-10-18',
    });
  });

  it.each([
    ['new', 'To Do', null, 'unstarted'],
    ['new', 'Product Backlog', null, 'backlog'],
    ['indeterminate', 'QA', null, 'started'],
    ['done', 'Closed', 'Fixed', 'completed'],
    ['done', 'Closed', "Won't Do", 'cancelled'],
    ['done', 'Closed', 'Duplicate', 'cancelled'],
  ])(
    'maps a status of category %s, %s, %s to %s',
    async (category, status, resolution, group) => {
      const { state } = await convert({ category, status, resolution });
      expect(state).toEqual({ name: status, group });
    },
  );

  it('completes an issue at its resolution, or without one at its last change', async () => {
    const updated = Date.parse('2026-10-05T00:00:00.000Z');
    const resolved = Date.parse('2026-10-04T00:00:00.000Z');
    const done = { category: 'done', status: 'Done', updated };
    expect((await convert({ ...done, resolved })).completed_at).toBe(
      '2026-10-04T00:00:00.000Z',
    );
    expect((await convert(done)).completed_at).toBe('2026-10-05T00:00:00.000Z');
  });

  it.each([
    ['Blocker', 'urgent'],
    ['Major', 'high'],
    ['Medium', 'medium'],
    ['Lowest', 'low'],
    ['P1', 'none'],
  ])('maps the priority %s to %s', async (priority, expected) => {
    expect((await convert({ priority })).priority).toBe(expected);
  });

  it('omits a start date after the due date', async () => {
    expect(
      await convert({ start: '2026-10-20', due: '2026-10-16' }),
    ).toMatchObject({ start_date: null, target_date: '2026-10-16' });
  });

  it('uses the key as the title of an issue without a visible summary', async () => {
    expect((await convert({ summary: '\u200b ', key: 'PAY-9' })).title).toBe(
      'PAY-9',
    );
  });
});

describe('toHiddenWorkItem', () => {
  it('contains nothing but the key', async () => {
    const secret = { summary: 'Secret', html: 'Secret', labels: ['secret'] };
    const issue = await createJiraIssue({ ...secret, assignee: 'ada' });
    const item = toHiddenWorkItem(issue, { entity_ref });
    expect(JSON.stringify(item)).not.toMatch(/secret|ada/i);
    expect(item.title).toBe(issue.key);
  });
});
