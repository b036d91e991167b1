import { GithubIssue } from '../mapping/githubIssue';

/** An open issue, with some fields overridden. */
export function createGithubIssue(
  fields: Partial<GithubIssue> = {},
): GithubIssue {
  const { id = 42 } = fields;
  return {
    id,
    node_id: `I_${id}`,
    number: id,
    title: 'Cents get lost',
    body: 'One in every thousand.',
    html_url: `https://github.com/lantern/payments/issues/${id}`,
    state: 'open',
    state_reason: null,
    user: { login: 'Octo-Cat' },
    assignees: [],
    labels: [],
    milestone: null,
    created_at: '2026-01-01T09:00:00Z',
    updated_at: '2026-01-02T09:00:00Z',
    closed_at: null,
    ...fields,
  };
}
