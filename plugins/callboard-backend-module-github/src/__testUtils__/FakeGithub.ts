import webhooks from '@octokit/webhooks-examples';
import { http, HttpResponse } from 'msw';
import { FakeList } from './FakeList';

const findRecordedPayload = (event: string, action: string): any =>
  webhooks
    .find(({ name }) => name === event)!
    .examples.find((example: any) => example.action === action);

const recordedIssue = findRecordedPayload('issues', 'opened');
const { comment: recordedComment } = findRecordedPayload(
  'issue_comment',
  'created',
);

const REPOSITORY = 'https://api.github.com/repos/:owner/:repo';

/** Formats a second after the start of 2026 as GitHub does. */
export const formatSecond = (count: number) =>
  new Date(Date.UTC(2026, 0, 1) + count * 1_000)
    .toISOString()
    .replace('.000Z', 'Z');

/**
 * GitHub's lists of issues and comments, as GitHub documents them. The entries come
 * from the examples that GitHub records of its webhooks.
 *
 * @see https://docs.github.com/en/rest/issues/issues#list-repository-issues
 * @see https://docs.github.com/en/rest/issues/comments#list-issue-comments-for-a-repository
 */
export class FakeGithub {
  readonly issues = new FakeList();
  readonly comments = new FakeList();
  /** The numbers of the issues that were requested one by one. */
  readonly requestedIssues: number[] = [];
  /** The time of GitHub's own clock. */
  now = formatSecond(1_000_000);

  isPrivate = false;

  readonly handlers = [
    http.get(`${REPOSITORY}/issues`, ({ request, params }) =>
      this.issues.answer(request, String(params.repo), this.now),
    ),
    http.get(`${REPOSITORY}/issues/comments`, ({ request, params }) =>
      this.comments.answer(request, String(params.repo), this.now),
    ),
    http.get(`${REPOSITORY}/issues/:number`, ({ params }) => {
      this.requestedIssues.push(Number(params.number));
      const issue = this.issues.entries.get(Number(params.number));
      return issue
        ? HttpResponse.json(issue)
        : HttpResponse.json({ message: 'Not Found' }, { status: 404 });
    }),
    http.get(REPOSITORY, () =>
      HttpResponse.json({
        ...recordedIssue.repository,
        private: this.isPrivate,
      }),
    ),
  ];

  /** Creates or changes an issue. */
  putIssue(
    id: number,
    updated_at: string,
    fields: { [name: string]: any } = {},
  ) {
    const kind = fields.pull_request ? 'pull' : 'issues';
    this.issues.entries.set(id, {
      ...recordedIssue.issue,
      id,
      node_id: `I_${id}`,
      number: id,
      title: `Issue ${id}`,
      html_url: `https://github.com/Codertocat/Hello-World/${kind}/${id}`,
      ...this.issues.entries.get(id),
      updated_at,
      ...fields,
    });
  }

  /** Creates or changes a comment on an existing issue. */
  putComment(
    id: number,
    issue: number,
    updated_at: string,
    body = `Comment ${id}`,
  ) {
    const page = this.issues.entries.get(issue)?.html_url;
    this.comments.entries.set(id, {
      ...recordedComment,
      id,
      html_url: `${page}#issuecomment-${id}`,
      issue_url: `https://api.github.com/repos/Codertocat/Hello-World/issues/${issue}`,
      created_at: updated_at,
      ...this.comments.entries.get(id),
      updated_at,
      body,
    });
  }
}
