import { z } from 'zod';
import { JiraInstanceConfig } from '../readJiraConfig';

const resource = z.object({ self: z.string().nullish() }).nullish();

const id = z.union([z.string().regex(/^\d+$/), z.int()]).transform(String);

/**
 * The parsed fields of webhook events; each kind of event has some of them.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/webhooks/
 * @see https://confluence.atlassian.com/adminjiraserver/managing-webhooks-938846912.html
 */
const jiraEvent = z.object({
  webhookEvent: z.string(),
  issue: z
    .object({
      id: id.nullish(),
      key: z.string().nullish(),
      self: z.string().nullish(),
      fields: z
        .object({ project: z.object({ key: z.string() }).nullish() })
        .nullish(),
    })
    .nullish(),
  comment: resource,
  worklog: z
    .object({ issueId: id.nullish(), self: z.string().nullish() })
    .nullish(),
  sprint: z.object({ id: id.nullish(), self: z.string().nullish() }).nullish(),
});

/** An event about an issue or a sprint. Callboard then reads the issue or sprint again. */
export interface JiraEvent {
  /** The id of the issue; undefined for an event about a sprint. */
  issueId?: string;
  sprintId?: string;
  issueKey?: string;
  projectKey?: string;
  isDeleted?: true;
}

const SPRINT_EVENTS = ['sprint_updated', 'sprint_started', 'sprint_closed'];

/** Parses an event; undefined if it concerns neither an issue nor a change of a sprint. */
export function readEvent(payload: unknown): JiraEvent | undefined {
  const { data } = jiraEvent.safeParse(payload);
  if (!data) {
    return undefined;
  }
  const { webhookEvent, issue, comment, worklog, sprint } = data;
  const issueId =
    issue?.id ??
    worklog?.issueId ??
    /\/issue\/(\d+)\//.exec(comment?.self ?? worklog?.self ?? '')?.[1];
  if (issueId) {
    const issueKey = issue?.key ?? undefined;
    const projectKey =
      issue?.fields?.project?.key ?? issueKey?.replace(/-\d+$/, '');
    // Omits empty fields: `JiraEvents` merges waiting events about the same issue, and an empty
    // field would overwrite the field of an earlier event.
    return {
      issueId,
      ...(issueKey && { issueKey }),
      ...(projectKey && { projectKey }),
      ...(webhookEvent === 'jira:issue_deleted' && { isDeleted: true }),
    };
  }
  return sprint?.id && SPRINT_EVENTS.includes(webhookEvent)
    ? { sprintId: sprint.id }
    : undefined;
}

/** Whether an event is about a resource of an instance. */
export function isFromInstance(
  payload: unknown,
  { webUrl, apiUrl }: Pick<JiraInstanceConfig, 'webUrl' | 'apiUrl'>,
): boolean {
  const { data } = jiraEvent.safeParse(payload);
  const { issue, comment, worklog, sprint } = data ?? {};
  const address = (issue ?? comment ?? worklog ?? sprint)?.self ?? '';
  return (
    URL.canParse(address) &&
    [webUrl, apiUrl].some(url => new URL(url).host === new URL(address).host)
  );
}
