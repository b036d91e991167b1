import {
  IngestedState,
  IngestedWorkItem,
  MAX_DESCRIPTION_LENGTH,
  MAX_LABELS,
} from '@callboard/plugin-callboard-common';
import { toCleanText, toWebLink } from '@callboard/plugin-callboard-node';
import { JiraIssue } from '../api/shapes';
import { convertHtml } from './convertHtml';
import { getIssueUrl, IssueContext } from './IssueContext';
import {
  chooseModule,
  toIngestedCycle,
  toStartDate,
} from './sprintsAndVersions';

const MAX_TITLE = 512;
const MAX_STATE_NAME = 100;
const MAX_LABEL = 100;
const MAX_POINTS = 1e6;
const MAX_MINUTES = 10_000_000;

/** Resolutions of issues that were closed although the work was not done. */
const CANCELLED_RESOLUTION =
  /^(?:won'?t (?:do|fix)|duplicate|cannot reproduce|declined|cancell?ed|incomplete|invalid|obsolete|rejected)$/i;

const PRIORITIES: ReadonlyArray<
  readonly [NonNullable<IngestedWorkItem['priority']>, RegExp]
> = [
  ['urgent', /^(?:highest|blocker|critical|urgent)$/i],
  ['high', /^(?:high|major)$/i],
  ['medium', /^(?:medium|normal|moderate)$/i],
  ['low', /^(?:low|lowest|minor|trivial)$/i],
];

/**
 * Converts an issue to a work item. The result contains every field that Jira has, with null for
 * empty fields, so that the states of an issue may arrive in any order.
 */
export function toIngestedWorkItem(
  issue: JiraIssue,
  context: IssueContext & {
    parentId: string | null;
  },
): IngestedWorkItem {
  const { entity_ref, people, fields: customFields, parentId } = context;
  const { key, fields, renderedFields } = issue;
  const url = getIssueUrl(context.webUrl, key);
  const assignee = people.findRef(fields.assignee);
  const target_date = fields.duedate ?? null;
  return {
    entity_ref,
    external_id: issue.id,
    updated_at: fields.updated,
    title: toCleanText(fields.summary, MAX_TITLE) ?? key,
    description: convertHtml(renderedFields?.description, context, {
      max: MAX_DESCRIPTION_LENGTH,
      url,
    }),
    state: toIngestedState(issue),
    priority: getPriority(issue),
    assignees: assignee ? [assignee] : [],
    labels: (fields.labels ?? [])
      .flatMap(label => toCleanText(label, MAX_LABEL) ?? [])
      .slice(0, MAX_LABELS),
    cycle: toIngestedCycle(customFields.sprint && fields[customFields.sprint]),
    module: chooseModule(fields.fixVersions ?? []),
    parent_external_id: parentId,
    estimate_points: getStoryPoints(issue, context),
    estimate_time: getEstimateMinutes(issue),
    start_date: getStartDate(issue, context, target_date),
    target_date,
    external_url: toWebLink(url),
    created_by: people.findRef(fields.reporter ?? fields.creator) ?? null,
    created_at: fields.created,
    completed_at: getCompletionTime(issue),
    is_deleted: false,
  };
}

/** The readable part of a restricted issue. */
export type HiddenIssue = Pick<JiraIssue, 'id' | 'key'> & {
  fields: Pick<JiraIssue['fields'], 'updated'>;
};

/** Creates the item for `WorkItemSink.hide` from an issue that became restricted. */
export function toHiddenWorkItem(
  issue: HiddenIssue,
  { entity_ref }: { entity_ref: string },
): IngestedWorkItem {
  return {
    entity_ref,
    external_id: issue.id,
    updated_at: issue.fields.updated,
    title: issue.key,
  };
}

/**
 * Converts the status. Its category decides the group, and a resolution such as "Won't Do" makes a
 * completed issue a cancelled one.
 */
function toIngestedState({ fields, key }: JiraIssue): IngestedState {
  const { name, statusCategory } = fields.status;
  return {
    name: toCleanText(name, MAX_STATE_NAME) ?? key,
    group: getGroup(statusCategory?.key, name, fields.resolution?.name),
  };
}

function getGroup(
  category: string | undefined,
  name: string,
  resolution: string | null | undefined,
): IngestedState['group'] {
  if (category === 'done') {
    return CANCELLED_RESOLUTION.test(resolution ?? '')
      ? 'cancelled'
      : 'completed';
  }
  if (category === 'indeterminate') {
    return 'started';
  }
  return /backlog/i.test(name) ? 'backlog' : 'unstarted';
}

/**
 * Uses the time of the last change if the issue has no resolution date: Data Center sets that date
 * only together with a resolution.
 */
function getCompletionTime(issue: JiraIssue): string | null {
  const { resolutiondate, updated } = issue.fields;
  return toIngestedState(issue).group === 'completed'
    ? resolutiondate ?? updated
    : null;
}

function getPriority({ fields }: JiraIssue): IngestedWorkItem['priority'] {
  const name = fields.priority?.name ?? '';
  return PRIORITIES.find(([, names]) => names.test(name))?.[0] ?? 'none';
}

function getStoryPoints(
  { fields }: JiraIssue,
  { fields: { storyPoints } }: IssueContext,
): number | null {
  const points = storyPoints
    .map(id => fields[id])
    .find(value => typeof value === 'number');
  return points !== undefined && points >= 0 && points <= MAX_POINTS
    ? points
    : null;
}

function getEstimateMinutes({ fields }: JiraIssue): number | null {
  const seconds = fields.timeoriginalestimate;
  return seconds && seconds > 0
    ? Math.min(Math.round(seconds / 60), MAX_MINUTES)
    : null;
}

function getStartDate(
  { fields }: JiraIssue,
  { fields: { startDate } }: IssueContext,
  target_date: string | null,
): string | null {
  const value = startDate && fields[startDate];
  const isDay = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDay ? toStartDate(value, target_date) : null;
}
