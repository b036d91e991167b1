import {
  IngestedWorkItem,
  MAX_ASSIGNEES,
  MAX_DESCRIPTION_LENGTH,
  MAX_LABELS,
} from '@callboard/plugin-callboard-common';
import {
  toCleanMarkdown,
  toCleanText,
  toWebLink,
} from '@callboard/plugin-callboard-node';
import { GitlabIssue } from '../api/shapes';
import { UserRefs } from '../catalog/GitlabPeople';
import { GitlabProject } from '../catalog/GitlabProjects';
import { toAbsoluteLinks } from './absoluteLinks';
import {
  toIngestedLabel,
  toIterationCycle,
  toMilestoneCycle,
  toModule,
} from './labelsAndCycles';

const MAX_TITLE = 512;
const MAX_ESTIMATE_MINUTES = 10_000_000;
const MAX_WEIGHT = 1e6;

/** Data that an issue from GitLab does not contain. */
export interface IssueContext {
  project: GitlabProject;
  people: UserRefs;
  /** Whether the groups of the project have iterations. */
  hasIterations: boolean;
  /** The time of the response in ms, by GitLab's clock. */
  at: number;
}

/** The external id of an issue or a comment. */
export function getExternalId(
  { id }: { id: number },
  { host }: GitlabProject,
): string {
  return `${host.prefix}${id}`;
}

/** Parses the number of an issue from the link of its item; undefined without a link. */
export function parseIssueNumber(
  external_url: string | null | undefined,
): number | undefined {
  const [, digits] = /\/(\d+)$/.exec(external_url ?? '') ?? [];
  const iid = Number(digits);
  return Number.isSafeInteger(iid) ? iid : undefined;
}

/**
 * Converts an issue to a work item. The result contains every field that GitLab has, with null for
 * empty fields. It omits the fields that GitLab or its plan lacks, so that users can set them in
 * Callboard.
 */
export function toIngestedWorkItem(
  issue: GitlabIssue,
  context: IssueContext,
): IngestedWorkItem {
  const { project, people, at } = context;
  const findUserRef = ({ username }: { username: string }) =>
    people.get(username.toLowerCase());
  const external_url = toWebLink(issue.web_url);
  const estimate = Math.round((issue.time_stats?.time_estimate ?? 0) / 60);
  return {
    ...getIdentity(issue, project, at),
    title: toCleanText(issue.title, MAX_TITLE) ?? `#${issue.iid}`,
    description: toCleanMarkdown(
      toAbsoluteLinks(issue.description ?? '', project.url),
      { max: MAX_DESCRIPTION_LENGTH, url: external_url },
    ),
    ...getProgress(issue),
    assignees: (issue.assignees ?? [])
      .flatMap(assignee => findUserRef(assignee) ?? [])
      .slice(0, MAX_ASSIGNEES),
    labels: (issue.labels ?? [])
      .flatMap(label => toIngestedLabel(label, project.host.prefix) ?? [])
      .slice(0, MAX_LABELS),
    ...getCycleAndModule(issue, context),
    estimate_points:
      issue.weight === undefined || issue.weight === null
        ? issue.weight
        : Math.min(Math.max(issue.weight, 0), MAX_WEIGHT),
    estimate_time:
      estimate > 0 ? Math.min(estimate, MAX_ESTIMATE_MINUTES) : null,
    target_date: issue.due_date ?? null,
    external_url,
    created_by: (issue.author && findUserRef(issue.author)) ?? null,
    created_at: new Date(issue.created_at).toISOString(),
    is_deleted: false,
  };
}

/** Creates the item for `WorkItemSink.hide` from an issue that became confidential. */
export function toHiddenWorkItem(
  issue: Pick<GitlabIssue, 'id' | 'iid' | 'updated_at'>,
  { project, at }: Pick<IssueContext, 'project' | 'at'>,
): IngestedWorkItem {
  return {
    ...getIdentity(issue, project, at),
    title: `Confidential issue #${issue.iid}`,
  };
}

/**
 * The ids of an issue and the time of its state. Uses the time of the response, because GitLab's
 * `updated_at` misses some changes: for labels and comments, GitLab sets it at most once a minute.
 */
function getIdentity(
  issue: Pick<GitlabIssue, 'id' | 'updated_at'>,
  project: GitlabProject,
  at: number,
): Pick<IngestedWorkItem, 'entity_ref' | 'external_id' | 'updated_at'> {
  const time = Math.max(Date.parse(issue.updated_at), at);
  return {
    entity_ref: project.entity_ref,
    external_id: getExternalId(issue, project),
    updated_at: new Date(time).toISOString(),
  };
}

function getProgress(
  issue: GitlabIssue,
): Pick<IngestedWorkItem, 'state_groups' | 'completed_at'> {
  if (issue.state === 'opened') {
    return {
      state_groups: ['backlog', 'unstarted', 'started', 'triage'],
      completed_at: null,
    };
  }
  // The work continues elsewhere.
  const isReplaced = issue.moved_to_id || issue._links?.closed_as_duplicate_of;
  const closed_at = issue.closed_at ?? issue.updated_at;
  return isReplaced
    ? { state_groups: ['cancelled'], completed_at: null }
    : {
        state_groups: ['completed'],
        completed_at: new Date(closed_at).toISOString(),
      };
}

/**
 * The iteration becomes the cycle, and the milestone becomes the module. In a project without
 * iterations, the milestone becomes the cycle.
 */
function getCycleAndModule(
  { iteration, milestone }: GitlabIssue,
  { project, hasIterations }: IssueContext,
): Pick<IngestedWorkItem, 'cycle' | 'module'> {
  const { prefix } = project.host;
  const milestoneCycle = milestone ? toMilestoneCycle(milestone, prefix) : null;
  return hasIterations
    ? {
        cycle: iteration ? toIterationCycle(iteration, prefix) : null,
        module: milestoneCycle && toModule(milestoneCycle),
      }
    : { cycle: milestoneCycle };
}
