import { GitlabIssue } from '../api/shapes';
import { GitlabProject } from '../catalog/GitlabProjects';
import { GitlabHost } from '../readGitlabConfig';

export const host: GitlabHost = {
  host: 'gitlab.example.com',
  baseUrl: 'https://gitlab.example.com',
  apiBaseUrl: 'https://gitlab.example.com/api/v4',
  token: 't',
  prefix: '',
};

export const project: GitlabProject = {
  host,
  path: 'lantern/payments',
  name: 'lantern/payments',
  url: 'https://gitlab.example.com/lantern/payments',
  entity_ref: 'component:default/payments',
};

/** An open issue, with some fields overridden. */
export function createGitlabIssue(
  fields: Partial<GitlabIssue> = {},
): GitlabIssue {
  const { iid = 7 } = fields;
  return {
    id: 42,
    iid,
    title: 'Cents get lost',
    description: 'One in every thousand.',
    state: 'opened',
    created_at: '2026-01-01T09:00:00.123Z',
    updated_at: '2026-01-02T09:00:00.456Z',
    closed_at: null,
    web_url: `https://gitlab.example.com/lantern/payments/-/issues/${iid}`,
    author: { id: 51, username: 'Olga', name: 'Olga Ober' },
    assignees: [],
    labels: [],
    milestone: null,
    due_date: null,
    confidential: false,
    time_stats: { time_estimate: 0 },
    moved_to_id: null,
    user_notes_count: 0,
    ...fields,
  };
}
