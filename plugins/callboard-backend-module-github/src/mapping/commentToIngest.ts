import {
  IngestedWorkItemComment,
  MAX_COMMENT_LENGTH,
  mentionsIn,
} from '@callboard/plugin-callboard-common';
import { GithubComment } from './githubComment';
import { Moment } from './Moment';
import { secondOf } from './secondOf';
import { textOf } from './textOf';
import { webLinkOf } from './webLinkOf';

/** GitHub's own name for somebody who has deleted their account. */
const GHOST = 'ghost';

/** What GitHub does not tell of a comment itself. */
interface CommentContext {
  /** The external id of the item that the comment is on. */
  work_item_external_id: string;
  /** The Users of people, by their login in lower case. */
  people: ReadonlyMap<string, string>;
  moment: Moment;
  is_deleted: boolean;
}

/** A comment as Callboard takes it: the whole of it, in whatever state. */
export function commentToIngest(
  comment: GithubComment,
  { people, moment, ...rest }: CommentContext,
): IngestedWorkItemComment {
  const login = comment.user?.login ?? GHOST;
  const created = secondOf(comment.created_at);
  const updated = secondOf(comment.updated_at);
  return {
    ...rest,
    external_id: String(comment.id),
    updated_at: new Date(updated.getTime() + moment).toISOString(),
    author_ref: people.get(login.toLowerCase()) ?? null,
    author_name: login,
    // GitHub takes no empty ones, but characters that nobody sees.
    body: textOf(comment.body, MAX_COMMENT_LENGTH) ?? '…',
    mentions: loginsMentionedIn(comment).flatMap(
      mentioned => people.get(mentioned) ?? [],
    ),
    external_url: webLinkOf(comment.html_url),
    created_at: created.toISOString(),
    edited_at: updated > created ? updated.toISOString() : null,
  };
}

/** The people a comment names, in lower case. */
export function loginsOfComment(comment: GithubComment): string[] {
  const author = comment.user?.login.toLowerCase() ?? [];
  return [author, loginsMentionedIn(comment)].flat();
}

/** GitHub mentions people as Callboard does, but by their login. */
function loginsMentionedIn({ body }: GithubComment): string[] {
  const text = textOf(body, MAX_COMMENT_LENGTH) ?? '';
  const logins = mentionsIn(text).flatMap(({ user_ref, start }) =>
    text.startsWith('@user:', start) ? [] : user_ref.split('/')[1],
  );
  return [...new Set(logins)];
}
