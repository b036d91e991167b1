/**
 * The topics of GitHub's webhooks, as the platform's event router names them: `github.` and the
 * `X-GitHub-Event` header.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const ISSUES_TOPIC = 'github.issues';
export const COMMENTS_TOPIC = 'github.issue_comment';
export const PULL_REQUESTS_TOPIC = 'github.pull_request';
export const LABELS_TOPIC = 'github.label';
export const MILESTONES_TOPIC = 'github.milestone';
export const SUB_ISSUES_TOPIC = 'github.sub_issues';
export const REPOSITORIES_TOPIC = 'github.repository';

const commonActions = [
  'assigned',
  'closed',
  'demilestoned',
  'edited',
  'labeled',
  'milestoned',
  'opened',
  'reopened',
  'unassigned',
  'unlabeled',
];

/** The actions on issues that change work items. */
export const issueActions: ReadonlySet<string> = new Set([
  ...commonActions,
  'deleted',
  'transferred',
  'typed',
  'untyped',
]);

/** The actions on pull requests that change work items. */
export const pullRequestActions: ReadonlySet<string> = new Set(commonActions);

/** The actions on comments that change Callboard's comments. */
export const commentActions: ReadonlySet<string> = new Set([
  'created',
  'edited',
  'deleted',
]);

/** The actions on labels and milestones that change labels and cycles. */
export const settingActions: ReadonlySet<string> = new Set([
  'closed',
  'created',
  'deleted',
  'edited',
  'opened',
]);

/**
 * The actions that change the parent of an issue. GitHub sends these to the repository of the
 * sub-issue, and the other actions of the same event to the repository of the parent.
 */
export const parentActions: ReadonlySet<string> = new Set([
  'parent_issue_added',
  'parent_issue_removed',
]);

/** The actions on repositories that change their visibility. */
export const visibilityActions: ReadonlySet<string> = new Set([
  'privatized',
  'publicized',
]);

/**
 * The actions after which the issue no longer exists. A transferred issue is opened in its new
 * repository as another issue.
 */
export const removingActions: ReadonlySet<string> = new Set([
  'deleted',
  'transferred',
]);
