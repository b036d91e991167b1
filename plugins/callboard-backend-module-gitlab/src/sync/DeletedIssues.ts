import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { GitlabApi } from '../api/GitlabApi';
import { gitlabIssue } from '../api/shapes';
import { GitlabProject } from '../catalog/GitlabProjects';
import { IssueIngester } from '../IssueIngester';
import { getExternalId } from '../mapping/toIngestedWorkItem';

const listedIssue = z.object({
  id: gitlabIssue.shape.id,
  created_at: gitlabIssue.shape.created_at,
});

/** The number of missing issues that is plausible in any project. */
const FEW = 10;

/**
 * Finds issues that were deleted at GitLab, which sends no event about them. Compares the stored
 * items with a complete list.
 */
export class DeletedIssues {
  constructor(
    private readonly deps: {
      api: GitlabApi;
      issueIngester: IssueIngester;
      sink: WorkItemSink;
      /** The slug of the workspace of the work items. */
      workspace: string;
    },
  ) {}

  /**
   * Deletes the items of deleted issues. A list without most of the stored issues is not trusted:
   * the token may have lost access to them.
   *
   * @throws Error if most of the stored issues are missing
   */
  async delete(project: GitlabProject, signal: AbortSignal): Promise<void> {
    const { workspace, issueIngester, sink } = this.deps;
    // Read before the list, which lacks issues that are created in the meantime.
    const items = await sink.listItemIds(workspace, project.entity_ref);
    const pages = `${project.host.baseUrl}/${project.path}/-/`.toLowerCase();
    // The entity may have had another GitLab project before.
    const stored = items.filter(({ external_url }) =>
      external_url?.toLowerCase().startsWith(pages),
    );
    if (stored.length === 0) {
      return;
    }
    const { ids, at } = await this.listIds(project, signal);
    const missing = stored
      .map(({ external_id }) => external_id)
      .filter(id => !ids.has(id));
    if (missing.length > FEW && missing.length * 2 > stored.length) {
      throw new Error(
        `${missing.length} of ${stored.length} issues are missing in GitLab's list. They are not deleted, because the token may lack access`,
      );
    }
    await issueIngester.delete(project, missing, at);
  }

  private async listIds(
    project: GitlabProject,
    signal: AbortSignal,
  ): Promise<{ ids: ReadonlySet<string>; at: number }> {
    const ids = new Set<string>();
    let since: string | undefined;
    for (let page = 1; ; page += 1) {
      const { items, isLast, at } = await this.deps.api.listIssues(
        project,
        { order: 'created', since, page },
        signal,
      );
      const issues = z.array(listedIssue).parse(items);
      issues.forEach(issue => ids.add(getExternalId(issue, project)));
      if (isLast) {
        return { ids, at };
      }
      const { created_at } = issues[issues.length - 1];
      if (created_at !== since) {
        // Page numbers would shift with each deletion.
        since = created_at;
        page = 0;
      }
    }
  }
}
