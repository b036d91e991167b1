import {
  IngestedWorkItemComment,
  MAX_COMMENT_LENGTH,
  MAX_MENTIONS,
  parseMentions,
} from '@callboard/plugin-callboard-common';
import { toCleanText, toWebLink } from '@callboard/plugin-callboard-node';
import { GithubComment } from './githubIssue';
import { OrderInSecond, toStateTime, truncateToSeconds } from './OrderInSecond';

/** GitHub's login for deleted accounts. */
const GHOST = 'ghost';

/** Data that a comment from GitHub does not contain. */
interface CommentContext {
  work_item_external_id: string;
  /** Users by login in lower case. */
  people: ReadonlyMap<string, string>;
  orderInSecond: OrderInSecond;
  is_deleted: boolean;
}

/** Converts a comment to its complete state in Callboard. */
export function toIngestedComment(
  comment: GithubComment,
  { people, orderInSecond, ...otherFields }: CommentContext,
): IngestedWorkItemComment {
  const login = comment.user?.login ?? GHOST;
  const created = truncateToSeconds(comment.created_at);
  const updated = truncateToSeconds(comment.updated_at);
  return {
    ...otherFields,
    external_id: String(comment.id),
    updated_at: toStateTime(comment.updated_at, orderInSecond),
    author_ref: people.get(login.toLowerCase()) ?? null,
    author_name: login,
    // GitHub accepts comments without visible characters; Callboard requires a visible character.
    body: toCleanText(comment.body, MAX_COMMENT_LENGTH) ?? '…',
    mentions: parseMentionedLogins(comment)
      .flatMap(mentioned => people.get(mentioned) ?? [])
      .slice(0, MAX_MENTIONS),
    external_url: toWebLink(comment.html_url),
    created_at: created.toISOString(),
    edited_at: updated > created ? updated.toISOString() : null,
  };
}

/**
 * The logins that a comment mentions, in lower case. GitHub's mentions have the same syntax as
 * Callboard's, but with logins.
 */
export function parseMentionedLogins({ body }: GithubComment): string[] {
  const text = toCleanText(body, MAX_COMMENT_LENGTH) ?? '';
  const logins = parseMentions(text).flatMap(({ user_ref, start }) =>
    text.startsWith('@user:', start) ? [] : user_ref.split('/')[1],
  );
  return [...new Set(logins)];
}
