import { InputError } from '@backstage/errors';
import { z } from 'zod';
import {
  GithubComment,
  githubComment,
  getExternalId,
  GithubIssue,
  githubIssue,
} from '../mapping/githubIssue';
import { OrderInSecond } from '../mapping/OrderInSecond';
import {
  parentActions,
  SUB_ISSUES_TOPIC,
  commentActions,
  COMMENTS_TOPIC,
  removingActions,
  issueActions,
  ISSUES_TOPIC,
  pullRequestActions,
  PULL_REQUESTS_TOPIC,
  REPOSITORIES_TOPIC,
  visibilityActions,
} from './topics';

/** A delivery about an issue or a pull request. */
export interface Delivery {
  /** `owner/name` of its repository. */
  repository: string;
  /** Whether the repository is private; undefined if the delivery does not state it. */
  is_private?: boolean;
  issue: GithubIssue;
  orderInSecond: OrderInSecond;
  is_deleted: boolean;
  /** The external id of the parent; null if the issue has no parent, undefined if unknown. */
  parent_external_id?: string | null;
  /** The comment, if the delivery is about one. */
  comment?: CommentState;
}

/** A repository, and whether it is private at GitHub. */
export interface RepositoryVisibility {
  /** `owner/name`. */
  full_name: string;
  is_private: boolean;
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
  if (topic === ISSUES_TOPIC && issueActions.has(data.action)) {
    const delivery = parse(issuesPayload, payload);
    // Pull requests are issues too; they have their own deliveries.
    return delivery.issue.pull_request
      ? undefined
      : toDelivery(data.action, delivery);
  }
  if (topic === PULL_REQUESTS_TOPIC && pullRequestActions.has(data.action)) {
    const delivery = parse(pullRequestPayload, payload);
    const { merged_at, ...issue } = delivery.pull_request;
    return toDelivery(data.action, {
      repository: delivery.repository,
      issue: { ...issue, pull_request: { merged_at } },
    });
  }
  if (topic === SUB_ISSUES_TOPIC && parentActions.has(data.action)) {
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
  if (topic === COMMENTS_TOPIC && commentActions.has(data.action)) {
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
): RepositoryVisibility | undefined {
  const { data } = action.safeParse(payload);
  if (topic !== REPOSITORIES_TOPIC || !visibilityActions.has(data?.action!)) {
    return undefined;
  }
  const { full_name } = parse(z.object({ repository }), payload).repository;
  return { full_name, is_private: data!.action === 'privatized' };
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
    is_deleted: removingActions.has(actionName),
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
