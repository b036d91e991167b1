import {
  IngestedWorkItem,
  MAX_ASSIGNEES,
  MAX_DESCRIPTION_LENGTH,
  MAX_LABELS,
} from '@callboard/plugin-callboard-common';
import { toCleanText, toWebLink } from '@callboard/plugin-callboard-node';
import { getExternalId, GithubIssue } from './githubIssue';
import { OrderInSecond, toStateTime, truncateToSeconds } from './OrderInSecond';
import {
  toIngestedCycle,
  toIngestedLabel,
  toTypeLabels,
} from './labelsAndMilestones';

type StateGroups = NonNullable<IngestedWorkItem['state_groups']>;

const MAX_TITLE = 512;

/** Data that an issue from GitHub does not contain. */
interface IssueContext {
  /** The entity of the issue's repository. */
  entity_ref: string;
  /** The Users of logins, by login in lower case. */
  people: ReadonlyMap<string, string>;
  orderInSecond: OrderInSecond;
  /** The external id of the parent; null if the issue has no parent, undefined if unknown. */
  parent_external_id?: string | null;
}

/**
 * Converts an issue to a work item. The result contains every field that GitHub has, with null for
 * empty fields, so that the states of an issue may arrive in any order. It omits the fields that
 * GitHub lacks (priority, estimates, dates), so that users can set them in Callboard.
 */
export function toIngestedWorkItem(
  issue: GithubIssue,
  { entity_ref, people, orderInSecond, parent_external_id }: IssueContext,
): IngestedWorkItem {
  const findUserRef = (user: { login: string }) =>
    people.get(user.login.toLowerCase());
  return {
    entity_ref,
    external_id: getExternalId(issue),
    updated_at: toStateTime(issue.updated_at, orderInSecond),
    title: toCleanText(issue.title, MAX_TITLE) ?? `#${issue.number}`,
    description: toCleanText(issue.body, MAX_DESCRIPTION_LENGTH),
    ...getProgress(issue),
    assignees: (issue.assignees ?? [])
      .flatMap(assignee => findUserRef(assignee) ?? [])
      .slice(0, MAX_ASSIGNEES),
    labels: [
      ...toTypeLabels(issue),
      ...(issue.labels ?? []).flatMap(label => toIngestedLabel(label) ?? []),
    ].slice(0, MAX_LABELS),
    cycle: issue.milestone ? toIngestedCycle(issue.milestone) : null,
    external_url: toWebLink(issue.html_url),
    created_by: (issue.user && findUserRef(issue.user)) ?? null,
    created_at: truncateToSeconds(issue.created_at).toISOString(),
    is_deleted: false,
    ...(parent_external_id !== undefined && { parent_external_id }),
  };
}

function getProgress(
  issue: GithubIssue,
): Pick<IngestedWorkItem, 'state_groups' | 'completed_at'> {
  if (issue.state === 'open') {
    return { state_groups: getOpenGroups(issue), completed_at: null };
  }
  const completedAt = getCompletionTime(issue);
  return completedAt
    ? {
        state_groups: ['completed'],
        completed_at: truncateToSeconds(completedAt).toISOString(),
      }
    : { state_groups: ['cancelled'], completed_at: null };
}

/** The completion time of a closed issue or pull request, unless it was cancelled. */
function getCompletionTime(issue: GithubIssue): string | null | undefined {
  if (issue.pull_request) {
    return issue.pull_request.merged_at;
  }
  return ['not_planned', 'duplicate'].includes(issue.state_reason ?? '')
    ? undefined
    : issue.closed_at ?? issue.updated_at;
}

/** The state groups for an open issue, the preferred first. A pull request counts as started. */
function getOpenGroups({ pull_request }: GithubIssue): StateGroups {
  return pull_request
    ? ['started', 'unstarted', 'backlog', 'triage']
    : ['backlog', 'unstarted', 'started', 'triage'];
}
