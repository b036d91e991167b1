import { InputError } from '@backstage/errors';
import { createGithubIssue } from '../__testUtils__/createGithubIssue';
import { OrderInSecond } from '../mapping/OrderInSecond';
import { issueActions, readDelivery } from './readDelivery';

const repository = { full_name: 'lantern/payments' };

const issues = (action: string, fields = {}) =>
  readDelivery('github.issues', {
    action,
    repository,
    issue: createGithubIssue(fields),
  });

const pullRequest = (action: string, fields = {}) =>
  readDelivery('github.pull_request', {
    action,
    repository,
    pull_request: { ...createGithubIssue(), merged_at: null, ...fields },
  });

describe('readDelivery', () => {
  it.each(issueActions)(
    'reads an issue delivery with the action %s',
    action => {
      const delivery = issues(action);
      expect(delivery).toMatchObject({
        repository: 'lantern/payments',
        issue: { id: 42 },
        is_deleted: action === 'deleted' || action === 'transferred',
      });
    },
  );

  it('returns OrderInSecond.opened only for the first state of an issue', () => {
    expect(issues('opened')!.orderInSecond).toBe(OrderInSecond.opened);
    expect(issues('labeled')!.orderInSecond).toBe(OrderInSecond.later);
  });

  it.each([
    ['created', OrderInSecond.opened, false],
    ['edited', OrderInSecond.later, false],
    ['deleted', OrderInSecond.later, true],
  ])(
    'reads a comment delivery with the action %s',
    (action, orderInSecond, is_deleted) => {
      const comment = {
        id: 7,
        body: 'Seen',
        html_url:
          'https://github.com/lantern/payments/issues/42#issuecomment-7',
        user: { login: 'Octo-Cat' },
        created_at: '2026-01-02T09:00:00Z',
        updated_at: '2026-01-02T09:00:00Z',
      };
      const issue = createGithubIssue();
      expect(
        readDelivery('github.issue_comment', {
          action,
          repository,
          issue,
          comment,
        }),
      ).toMatchObject({
        issue: { id: 42 },
        orderInSecond: OrderInSecond.later,
        is_deleted: false,
        comment: { comment, orderInSecond, is_deleted },
      });
    },
  );

  it.each([
    ['parent_issue_added', '7'],
    ['parent_issue_removed', null],
    ['sub_issue_added', undefined],
  ])(
    'reads the parent from a delivery with the action %s',
    (action, parent) => {
      const delivery = readDelivery('github.sub_issues', {
        action,
        repository,
        parent_issue_id: 7,
        parent_issue: createGithubIssue({ id: 7 }),
        parent_issue_repo: repository,
        sub_issue_id: 42,
        sub_issue: createGithubIssue(),
      });
      expect(delivery?.parent_external_id).toBe(parent);
      expect(delivery?.issue.id).toBe(parent === undefined ? undefined : 42);
    },
  );

  it('reads pull requests only from pull_request deliveries', () => {
    const merged_at = '2026-01-02T08:00:00Z';
    expect(issues('milestoned', { pull_request: {} })).toBeUndefined();
    expect(pullRequest('closed', { merged_at })).toMatchObject({
      issue: { node_id: 'I_42', pull_request: { merged_at } },
      is_deleted: false,
    });
  });

  it.each([
    ['github.issues', { action: 'pinned' }],
    ['github.pull_request', { action: 'synchronize' }],
    ['github.issue_comment', { action: 'pinned' }],
    ['github.push', { ref: 'main' }],
    ['github.issues', null],
    ['github.issues', 'nonsense'],
  ])('ignores irrelevant or malformed deliveries: %s %p', (topic, payload) => {
    expect(readDelivery(topic, payload)).toBeUndefined();
  });

  it('rejects an undocumented payload, naming the invalid field', () => {
    const read = () => issues('opened', { title: 7, state: 'ajar' });
    expect(read).toThrow(InputError);
    expect(read).toThrow(/issue\.title/);
  });
});
