import {
  IngestedWorkItemComment,
  MAX_COMMENT_LENGTH,
  MAX_MENTIONS,
  parseMentions,
} from '@callboard/plugin-callboard-common';
import { toCleanMarkdown, toWebLink } from '@callboard/plugin-callboard-node';
import { GitlabIssue, GitlabNote } from '../api/shapes';
import { UserRefs } from '../catalog/GitlabPeople';
import { GitlabProject } from '../catalog/GitlabProjects';
import { toAbsoluteLinks } from './absoluteLinks';
import { getExternalId } from './toIngestedWorkItem';

/** The username of deleted accounts. */
const GHOST = 'ghost';

/** Whether everybody who can read the issue can read the comment, and a person wrote it. */
export function isReadableComment(note: GitlabNote): boolean {
  return !note.system && !note.internal && !note.confidential;
}

/** Converts a comment to its complete state in Callboard. */
export function toIngestedComment(
  note: GitlabNote,
  {
    issue,
    project,
    people,
  }: { issue: GitlabIssue; project: GitlabProject; people: UserRefs },
): IngestedWorkItemComment {
  const username = note.author?.username ?? GHOST;
  const url = toWebLink(`${issue.web_url}#note_${note.id}`);
  const body = toAbsoluteLinks(note.body, project.url);
  const isEdited = Date.parse(note.updated_at) > Date.parse(note.created_at);
  return {
    external_id: getExternalId(note, project),
    work_item_external_id: getExternalId(issue, project),
    updated_at: new Date(note.updated_at).toISOString(),
    author_ref: people.get(username.toLowerCase()) ?? null,
    author_name: username,
    // GitLab accepts comments without visible characters; Callboard requires a visible character.
    body: toCleanMarkdown(body, { max: MAX_COMMENT_LENGTH, url }) ?? '…',
    mentions: parseMentionedUsernames(note)
      .flatMap(mentioned => people.get(mentioned) ?? [])
      .slice(0, MAX_MENTIONS),
    external_url: url,
    created_at: new Date(note.created_at).toISOString(),
    edited_at: isEdited ? new Date(note.updated_at).toISOString() : null,
    is_deleted: false,
  };
}

/**
 * The usernames that a comment mentions, in lower case. GitLab's mentions have the same syntax as
 * Callboard's.
 */
export function parseMentionedUsernames({ body }: GitlabNote): string[] {
  const text = body.slice(0, MAX_COMMENT_LENGTH);
  const usernames = parseMentions(text).flatMap(({ user_ref, start }) =>
    text.startsWith('@user:', start) ? [] : user_ref.split('/')[1],
  );
  return [...new Set(usernames)];
}
