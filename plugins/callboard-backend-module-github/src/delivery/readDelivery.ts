import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { IssueState } from '../IssueIngester';
import {
  GithubComment,
  githubComment,
  getExternalId,
  githubIssue,
} from '../mapping/githubIssue';
import { OrderInSecond } from '../mapping/OrderInSecond';

/**
 * The topics of GitHub's webhooks, as the platform's event router names them: `github.` and the
 * `X-GitHub-Event` header.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export const topics = {
  issues: 'github.issues',
  comments: 'github.issue_comment',
  pullRequests: 'github.pull_request',
  labels: 'github.label',
  milestones: 'github.milestone',
  subIssues: 'github.sub_issues',
  repositories: 'github.repository',
};

/** The actions on pull requests that change work items. */
const pullRequestActions = [
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
export const issueActions = [
  ...pullRequestActions,
  'deleted',
  'transferred',
  'typed',
  'untyped',
];

/** The actions on comments that change Callboard's comments. */
const commentActions = ['created', 'edited', 'deleted'];

/**
 * The actions that change the parent of an issue. GitHub sends these to the repository of the
 * sub-issue, and the other actions of the same event to the repository of the parent.
 */
const parentActions = ['parent_issue_added', 'parent_issue_removed'];

/**
 * The actions after which the issue no longer exists. A transferred issue is opened in its new
 * repository as another issue.
 */
const removingActions = ['deleted', 'transferred'];

/** A repository in a delivery. */
export interface DeliveredRepository {
  /** `owner/name`. */
  repository: string;
  /** Whether the repository is private; undefined if the delivery does not state it. */
  is_private?: boolean;
}

/** A delivery about an issue or a pull request. */
export interface Delivery extends DeliveredRepository, IssueState {
  /** The comment, if the delivery is about one. */
  comment?: CommentState;
}

/** A state of a comment on an issue. */
export interface CommentState {
  comment: GithubComment;
  orderInSecond: OrderInSecond;
  is_deleted: boolean;
}

export const action = z.object({ action: z.string() });
export const repository = z.object({
  full_name: z.string(),
  private: z.boolean().optional(),
});

const issuesPayload = z.object({ repository, issue: githubIssue });

const commentPayload = issuesPayload.extend({ comment: githubComment });
const subIssuePayload = z.object({
  repository,
  sub_issue: githubIssue,
  parent_issue: githubIssue,
});
const pullRequestPayload = z.object({
  repository,
  pull_request: githubIssue
    .omit({ pull_request: true })
    .extend({ merged_at: githubIssue.shape.closed_at }),
});

/**
 * Parses a webhook delivery of GitHub.
 *
 * @param topic - the events topic of the portal, such as `github.issues`
 * @returns undefined if the delivery does not concern work items
 * @throws InputError if the delivery does not match GitHub's documentation
 */
export function readDelivery(
  topic: string,
  payload: unknown,
): Delivery | undefined {
  const { data } = action.safeParse(payload);
  if (!data) {
    return undefined;
  }
  if (topic === topics.issues && issueActions.includes(data.action)) {
    const delivery = parse(issuesPayload, payload);
    // Pull requests are issues too; they have their own deliveries.
    return delivery.issue.pull_request
      ? undefined
      : toDelivery(data.action, delivery);
  }
  if (
    topic === topics.pullRequests &&
    pullRequestActions.includes(data.action)
  ) {
    const delivery = parse(pullRequestPayload, payload);
    const { merged_at, ...issue } = delivery.pull_request;
    return toDelivery(data.action, {
      repository: delivery.repository,
      issue: { ...issue, pull_request: { merged_at } },
    });
  }
  if (topic === topics.subIssues && parentActions.includes(data.action)) {
    const { sub_issue, parent_issue, ...delivery } = parse(
      subIssuePayload,
      payload,
    );
    return {
      ...toDelivery(data.action, { ...delivery, issue: sub_issue }),
      parent_external_id:
        data.action === 'parent_issue_added'
          ? getExternalId(parent_issue)
          : null,
    };
  }
  if (topic === topics.comments && commentActions.includes(data.action)) {
    const { comment, ...delivery } = parse(commentPayload, payload);
    return {
      ...toDelivery('commented', delivery),
      comment: {
        comment,
        orderInSecond:
          data.action === 'created'
            ? OrderInSecond.opened
            : OrderInSecond.later,
        is_deleted: data.action === 'deleted',
      },
    };
  }
  return undefined;
}

/**
 * Parses the new visibility of a repository.
 *
 * @param topic - the events topic of the portal, such as `github.repository`
 * @returns undefined if the delivery does not change the visibility
 * @throws InputError if the delivery does not match GitHub's documentation
 */
export function readVisibility(
  topic: string,
  payload: unknown,
): DeliveredRepository | undefined {
  const name = action.safeParse(payload).data?.action ?? '';
  if (
    topic !== topics.repositories ||
    !['privatized', 'publicized'].includes(name)
  ) {
    return undefined;
  }
  const { full_name } = parse(z.object({ repository }), payload).repository;
  return { repository: full_name, is_private: name === 'privatized' };
}

function toDelivery(
  actionName: string,
  delivery: z.output<typeof issuesPayload>,
): Delivery {
  return {
    repository: delivery.repository.full_name,
    is_private: delivery.repository.private,
    issue: delivery.issue,
    orderInSecond:
      actionName === 'opened' ? OrderInSecond.opened : OrderInSecond.later,
    is_deleted: removingActions.includes(actionName),
  };
}

/** @throws InputError if the payload does not match the schema */
export function parse<T>(schema: z.ZodType<T>, payload: unknown): T {
  const { data, error } = schema.safeParse(payload);
  if (error) {
    throw new InputError(z.prettifyError(error));
  }
  return data;
}
