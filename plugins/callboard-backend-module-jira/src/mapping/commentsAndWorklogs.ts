import {
  IngestedWorkItemComment,
  IngestedWorklog,
  MAX_COMMENT_LENGTH,
  MAX_MENTIONS,
} from '@callboard/plugin-callboard-common';
import { toCleanText, toWebLink } from '@callboard/plugin-callboard-node';
import { isNil } from 'lodash';
import { z } from 'zod';
import { JiraComment, JiraIssue, JiraWorklog } from '../api/shapes';
import { convertHtml, listMentionedAccounts } from './convertHtml';
import { getIssueUrl, IssueContext } from './IssueContext';
import { getAccountName } from './JiraPeople';

const MAX_NAME = 255;
const MAX_WORKLOG_DESCRIPTION = 1_000;

/** Whether everyone with access to the issue can read the comment. */
export function isShared({
  visibility,
  jsdPublic,
}: Pick<JiraComment, 'visibility' | 'jsdPublic'>): boolean {
  return !visibility && jsdPublic !== false;
}

/** Converts a comment to its complete state in Callboard. */
export function toIngestedComment(
  comment: JiraComment,
  issue: JiraIssue,
  context: IssueContext,
): IngestedWorkItemComment {
  const { id, author, created, updated, renderedBody } = comment;
  const { people, webUrl } = context;
  const url = `${getIssueUrl(webUrl, issue.key)}?focusedCommentId=${id}`;
  return {
    external_id: id,
    work_item_external_id: issue.id,
    updated_at: updated ?? created,
    author_ref: people.findRef(author) ?? null,
    author_name: toCleanText(getAccountName(author), MAX_NAME) ?? 'Jira',
    body:
      convertHtml(renderedBody, context, { max: MAX_COMMENT_LENGTH, url }) ??
      '…',
    mentions: listMentionedAccounts(renderedBody, webUrl)
      .flatMap(account => people.findMentionedRef(account) ?? [])
      .slice(0, MAX_MENTIONS),
    external_url: toWebLink(url),
    created_at: created,
    edited_at: updated && updated > created ? updated : null,
    is_deleted: false,
  };
}

/**
 * Converts a worklog; undefined if its author has no User. The text of a restricted worklog is
 * omitted, its time is not.
 *
 * @param html - the text as HTML; undefined if the issue does not contain it
 */
export function toIngestedWorklog(
  worklog: JiraWorklog,
  html: string | null | undefined,
  issue: JiraIssue,
  context: IssueContext,
): IngestedWorklog | undefined {
  const logged_by = context.people.findRef(worklog.author);
  const max = MAX_WORKLOG_DESCRIPTION;
  const url = getIssueUrl(context.webUrl, issue.key);
  const text = isNil(html)
    ? toCleanText(getPlainText(worklog.comment), max)
    : convertHtml(html, context, { max, url });
  return logged_by
    ? {
        external_id: worklog.id,
        work_item_external_id: issue.id,
        updated_at: worklog.updated,
        logged_by,
        started_at: worklog.started,
        duration_minutes: Math.max(
          1,
          Math.round(worklog.timeSpentSeconds / 60),
        ),
        description: worklog.visibility ? null : text,
        is_deleted: false,
      }
    : undefined;
}

/** A node of the Atlassian Document Format. */
const documentNode = z.object({
  text: z.string().optional(),
  content: z.array(z.unknown()).optional(),
});

/** The text of a document, or of Data Center's wiki markup. */
function getPlainText(value: unknown): string {
  const { data } = documentNode.safeParse(value);
  return typeof value === 'string'
    ? value
    : [data?.text, ...(data?.content ?? []).map(getPlainText)].join('');
}
