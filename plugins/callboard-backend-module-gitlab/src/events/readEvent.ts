import { z } from 'zod';

/** An event about an issue or a comment on it. */
export interface IssueEvent {
  project_url: string;
  /** Whether the project is public; undefined if the event does not state it. */
  is_public?: boolean;
  id: number;
  iid: number;
  /** Whether only some members of the project can read the issue. */
  is_confidential: boolean;
  /** Whether comments changed. */
  hasComments: boolean;
}

/** The `visibility_level` of public projects. */
const PUBLIC_LEVEL = 20;

const base = z.object({
  event_type: z.string().optional(),
  project: z.object({
    web_url: z.string(),
    visibility_level: z.int().optional(),
  }),
});

const issueIds = z.object({
  id: z.int(),
  iid: z.int(),
  confidential: z.boolean().optional(),
});

const issuePayload = base.extend({
  object_kind: z.enum(['issue', 'work_item']),
  object_attributes: issueIds,
});

const notePayload = base.extend({
  object_kind: z.literal('note'),
  object_attributes: z.object({ noteable_type: z.literal('Issue') }),
  issue: issueIds,
});

/**
 * Parses an event of GitLab. Callboard then reads the issue, because an event has neither the
 * milestone nor the author, and may be late or forged.
 *
 * @returns undefined if the event does not concern issues
 * @see https://docs.gitlab.com/user/project/integrations/webhook_events/
 */
export function readEvent(payload: unknown): IssueEvent | undefined {
  const { data: issueEvent } = issuePayload.safeParse(payload);
  if (issueEvent) {
    return toEvent(issueEvent, issueEvent.object_attributes, false);
  }
  const { data: noteEvent } = notePayload.safeParse(payload);
  return noteEvent && toEvent(noteEvent, noteEvent.issue, true);
}

function toEvent(
  { event_type, project }: z.output<typeof base>,
  { id, iid, confidential }: z.output<typeof issueIds>,
  hasComments: boolean,
): IssueEvent {
  const { web_url, visibility_level } = project;
  return {
    project_url: web_url,
    is_public:
      visibility_level === undefined
        ? undefined
        : visibility_level === PUBLIC_LEVEL,
    id,
    iid,
    is_confidential:
      confidential ?? Boolean(event_type?.startsWith('confidential_')),
    hasComments,
  };
}
