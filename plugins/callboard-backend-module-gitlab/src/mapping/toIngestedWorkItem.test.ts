import {
  ingestedWorkItem,
  MAX_DESCRIPTION_LENGTH,
} from '@callboard/plugin-callboard-common';
import {
  createGitlabIssue,
  host,
  project,
} from '../__testUtils__/createGitlabIssue';
import { GitlabIssue } from '../api/shapes';
import { toIngestedWorkItem } from './toIngestedWorkItem';

const people = new Map([['olga', 'user:default/olga']]);

/** Half a minute after the last change. */
const at = Date.parse('2026-01-02T09:00:30Z');

const map = (fields?: Partial<GitlabIssue>, context = {}) =>
  toIngestedWorkItem(createGitlabIssue(fields), {
    project,
    people,
    hasIterations: false,
    at,
    ...context,
  });

const milestone = {
  id: 17,
  title: 'v1.0',
  description: null,
  start_date: '2026-01-01',
  due_date: '2026-02-01',
};
const iteration = {
  id: 17,
  title: null,
  description: null,
  start_date: '2026-01-05',
  due_date: '2026-01-18',
};
const milestoneFields = { external_id: '17', name: 'v1.0', description: null };

describe('toIngestedWorkItem', () => {
  it('maps all GitLab fields to the work item', () => {
    expect(
      map({
        assignees: [
          { id: 51, username: 'olga', name: 'Olga Ober' },
          { id: 52, username: 'nobody', name: 'Nobody' },
        ],
        labels: [{ id: 5, name: 'bug', color: '#D9534F' }, 'urgent'],
        milestone,
        due_date: '2026-01-20',
        weight: 3,
        time_stats: { time_estimate: 5_400 },
      }),
    ).toEqual({
      entity_ref: 'component:default/payments',
      external_id: '42',
      updated_at: '2026-01-02T09:00:30.000Z',
      title: 'Cents get lost',
      description: 'One in every thousand.',
      state_groups: ['backlog', 'unstarted', 'started', 'triage'],
      completed_at: null,
      assignees: ['user:default/olga'],
      labels: [{ external_id: '5', name: 'bug', color: '#d9534f' }, 'urgent'],
      cycle: {
        ...milestoneFields,
        start_date: '2026-01-01',
        end_date: '2026-02-01',
      },
      estimate_points: 3,
      estimate_time: 90,
      target_date: '2026-01-20',
      external_url: 'https://gitlab.example.com/lantern/payments/-/issues/7',
      created_by: 'user:default/olga',
      created_at: '2026-01-01T09:00:00.123Z',
      is_deleted: false,
    });
  });

  it('clears every field that is empty at GitLab', () => {
    expect(
      map({ description: null, author: null, weight: null }),
    ).toMatchObject({
      description: null,
      assignees: [],
      labels: [],
      cycle: null,
      estimate_points: null,
      estimate_time: null,
      target_date: null,
      created_by: null,
    });
  });

  it('leaves the points to Callboard if the plan has no weights', () => {
    expect(map().estimate_points).toBeUndefined();
  });

  it('orders states by the time of the response, unless GitLab states a later change', () => {
    expect(map({}, { at: 0 }).updated_at).toBe('2026-01-02T09:00:00.456Z');
  });

  it('maps iterations to cycles and milestones to modules if there are iterations', () => {
    const fields = { milestone, iteration };
    expect(map(fields).cycle).toMatchObject(milestoneFields);
    expect(map(fields).module).toBeUndefined();
    expect(map(fields, { hasIterations: true })).toMatchObject({
      cycle: {
        external_id: 'iteration-17',
        name: '2026-01-05 – 2026-01-18',
        start_date: '2026-01-05',
        end_date: '2026-01-18',
      },
      module: {
        ...milestoneFields,
        start_date: '2026-01-01',
        target_date: '2026-02-01',
      },
    });
    expect(map({ milestone }, { hasIterations: true }).cycle).toBeNull();
  });

  it.each([
    ['closed', 'completed', {}],
    ['moved', 'cancelled', { moved_to_id: 43 }],
    [
      'closed as a duplicate',
      'cancelled',
      { _links: { closed_as_duplicate_of: 'https://gitlab.example.com/1' } },
    ],
  ])('maps issues that are %s to the state group %s', (_, group, fields) => {
    const closed_at = '2026-01-02T08:00:00Z';
    expect(map({ state: 'closed', closed_at, ...fields })).toMatchObject({
      state_groups: [group],
      completed_at: group === 'completed' ? '2026-01-02T08:00:00.000Z' : null,
    });
  });

  it('precedes ids with the name of any host but the first', () => {
    const other = { ...project, host: { ...host, prefix: 'git.other/' } };
    const fields = { labels: [{ id: 5, name: 'bug' }], milestone };
    expect(map(fields, { project: other })).toMatchObject({
      external_id: 'git.other/42',
      labels: [{ external_id: 'git.other/5' }],
      cycle: { external_id: 'git.other/17' },
    });
  });

  it('converts invalid or too long values to valid ones', () => {
    const item = map({
      title: ' \0\u200b',
      description: `a\u200b${'b'.repeat(1_000_000)}`,
      labels: Array.from({ length: 120 }, (_, index) => `label ${index}`),
      milestone: { id: 1, title: 'm'.repeat(255) },
      weight: 1e12,
      time_stats: { time_estimate: 1e15 },
    });
    expect(ingestedWorkItem.safeParse(item).error).toBeUndefined();
    expect(item.title).toBe('#7');
    expect(item.description).toHaveLength(MAX_DESCRIPTION_LENGTH);
    expect(item.description).toMatch(/b…\n\n\[(https:.*\/issues\/7)\]\(\1\)$/);
  });

  it('links attachments and paths at GitLab', () => {
    const description = `![a](/uploads/1f/a.png) [b](/lantern/-/epics/1) [c](//x) [d](https://x/)
<img src="/uploads/1f/c.png">
[e]: /uploads/1f/e.txt
/uploads/1f/f.txt`;
    expect(map({ description }).description)
      .toBe(`![a](https://gitlab.example.com/lantern/payments/uploads/1f/a.png) [b](https://gitlab.example.com/lantern/-/epics/1) [c](//x) [d](https://x/)
<img src="https://gitlab.example.com/lantern/payments/uploads/1f/c.png">
[e]: https://gitlab.example.com/lantern/payments/uploads/1f/e.txt
/uploads/1f/f.txt`);
  });
});
