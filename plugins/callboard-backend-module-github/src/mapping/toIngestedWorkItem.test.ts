import { ingestedWorkItem } from '@callboard/plugin-callboard-common';
import { createGithubIssue } from '../__testUtils__/createGithubIssue';
import { GithubIssue } from './githubIssue';
import { toIngestedWorkItem } from './toIngestedWorkItem';
import { OrderInSecond } from './OrderInSecond';

const people = new Map([['octo-cat', 'user:default/olga']]);

const map = (
  fields?: Partial<GithubIssue>,
  orderInSecond = OrderInSecond.later,
) =>
  toIngestedWorkItem(createGithubIssue(fields), {
    entity_ref: 'component:default/payments',
    people,
    orderInSecond,
  });

describe('toIngestedWorkItem', () => {
  it('maps all GitHub fields to the work item', () => {
    expect(
      map({
        assignees: [{ login: 'octo-cat' }, { login: 'nobody-here' }],
        labels: [{ name: 'bug' }, 'urgent', { name: null }],
        milestone: { title: 'v1.0' },
      }),
    ).toEqual({
      entity_ref: 'component:default/payments',
      external_id: '42',
      updated_at: '2026-01-02T09:00:00.001Z',
      title: 'Cents get lost',
      description: 'One in every thousand.',
      state_groups: ['backlog', 'unstarted', 'started', 'triage'],
      assignees: ['user:default/olga'],
      labels: ['bug', 'urgent'],
      cycle: 'v1.0',
      external_url: 'https://github.com/lantern/payments/issues/42',
      created_by: 'user:default/olga',
      created_at: '2026-01-01T09:00:00.000Z',
      completed_at: null,
      is_deleted: false,
    });
  });

  it('maps the type of an issue to a label', () => {
    const type = { id: 3, name: 'Bug' };
    expect(map({ type, labels: ['urgent'] }).labels).toEqual([
      { external_id: 'type-3', name: 'Bug', color: undefined },
      'urgent',
    ]);
  });

  it('sets every field even if GitHub omits the value', () => {
    const bare = map({
      body: undefined,
      user: null,
      assignees: undefined,
      labels: undefined,
      milestone: undefined,
      closed_at: undefined,
    });
    expect(Object.keys(bare)).toEqual(Object.keys(map()));
    expect(Object.values(bare)).not.toContain(undefined);
    expect(bare).toMatchObject({
      description: null,
      assignees: [],
      labels: [],
      cycle: null,
      created_by: null,
    });
  });

  it.each([
    [null, 'completed'],
    ['completed', 'completed'],
    ['something new', 'completed'],
    ['not_planned', 'cancelled'],
    ['duplicate', 'cancelled'],
  ])(
    'maps issues closed as %p to the state group %s',
    (state_reason, group) => {
      const closed_at = '2026-01-02T08:00:00Z';
      expect(map({ state: 'closed', state_reason, closed_at })).toMatchObject({
        state_groups: [group],
        completed_at: group === 'completed' ? '2026-01-02T08:00:00.000Z' : null,
      });
    },
  );

  it('maps merged pull requests to completed, and closed ones to cancelled', () => {
    const merged_at = '2026-01-02T08:00:00Z';
    const closed = { state: 'closed', closed_at: merged_at } as const;
    expect(map({ pull_request: {} }).state_groups![0]).toBe('started');
    expect(map({ ...closed, pull_request: { merged_at } })).toMatchObject({
      external_id: 'I_42',
      state_groups: ['completed'],
      completed_at: '2026-01-02T08:00:00.000Z',
    });
    expect(map({ ...closed, pull_request: {} })).toMatchObject({
      state_groups: ['cancelled'],
      completed_at: null,
    });
  });

  it('sorts states of the same second by their order in it', () => {
    const times = [
      OrderInSecond.last,
      OrderInSecond.opened,
      OrderInSecond.later,
    ].map(orderInSecond => map({}, orderInSecond).updated_at);
    expect([...times].sort()).toEqual([times[1], times[2], times[0]]);
    expect(times.every(time => time.startsWith('2026-01-02T09:00:00'))).toBe(
      true,
    );
  });

  it('converts invalid or too long values to valid ones', () => {
    const item = map({
      title: ' \0\u200b',
      html_url: 'http://git.internal/lantern/payments/issues/42',
      body: `a\ud800\u200b${'b'.repeat(65_534)}😀`,
      milestone: { title: 'm'.repeat(255) },
      labels: Array.from({ length: 120 }, (_, index) => `label ${index}`),
    });
    expect(ingestedWorkItem.safeParse(item).error).toBeUndefined();
    expect(item.external_url).toBeNull();
    expect(item.title).toBe('#42');
    expect(item.description).toBe(`a${'b'.repeat(65_534)}`);
    expect(item.cycle).toHaveLength(100);
  });
});
