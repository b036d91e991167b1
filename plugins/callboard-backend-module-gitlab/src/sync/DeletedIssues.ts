import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { GitlabApi } from '../api/GitlabApi';
import { gitlabIssue } from '../api/shapes';
import { GitlabProject } from '../catalog/GitlabProjects';
import { IssueIngester } from '../IssueIngester';
import { getExternalId, parseIssueNumber } from '../mapping/toIngestedWorkItem';

/** The number of missing objects that is plausible in any project. */
const FEW = 10;

/**
 * Whether the objects that a list lacks were probably deleted. If the list lacks more than `FEW`
 * objects, and more than half of the stored objects, the token has probably lost access to them.
 */
export function canBeDeleted(missing: number, stored: number): boolean {
  return missing <= FEW || missing * 2 <= stored;
}

const listedIssue = z.object({
  id: gitlabIssue.shape.id,
  created_at: gitlabIssue.shape.created_at,
});

/**
 * Finds issues that were deleted at GitLab, by comparing the stored items with a complete list of
 * issues. GitLab sends no event about a deletion.
 */
export class DeletedIssues {
  constructor(
    private readonly deps: {
      api: GitlabApi;
      issueIngester: IssueIngester;
      sink: WorkItemSink;
      workspace: string;
    },
  ) {}

  /**
   * Deletes the items of deleted issues. A list without most of the stored issues is not trusted:
   * the token may have lost access to them. Missing issues are requested one by one: shifting pages
   * can hide an issue from the list, and a deleted item can never be ingested again.
   *
   * @throws Error if most of the stored issues are missing
   */
  async delete(project: GitlabProject, signal: AbortSignal): Promise<void> {
    const { api, workspace, issueIngester, sink } = this.deps;
    // Reads the items before the list: otherwise, an issue that is created between the two reads
    // would seem deleted.
    const items = await sink.listItemIds(workspace, project.entity_ref);
    const pages = `${project.url}/-/`.toLowerCase();
    // The entity may have had another GitLab project before.
    const stored = items.filter(({ external_url }) =>
      external_url?.toLowerCase().startsWith(pages),
    );
    if (stored.length === 0) {
      return;
    }
    const ids = await this.listIds(project, signal);
    const missing = stored.filter(({ external_id }) => !ids.has(external_id));
    if (!canBeDeleted(missing.length, stored.length)) {
      throw new Error(
        `${missing.length} of ${stored.length} issues are missing in GitLab's list. Their items are not deleted, because the token may lack access to the issues`,
      );
    }
    for (const { external_id, external_url } of missing) {
      const iid = parseIssueNumber(external_url);
      if (iid !== undefined) {
        const { issue, at } = await api.findIssue(project, iid, signal);
        const { data } = listedIssue.safeParse(issue);
        const isDeleted =
          issue === undefined ||
          (data && getExternalId(data, project) !== external_id);
        if (isDeleted) {
          await issueIngester.delete(project, external_id, at);
        }
      }
    }
  }

  private async listIds(
    project: GitlabProject,
    signal: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const ids = new Set<string>();
    let since: string | undefined;
    for (let page = 1; ; page += 1) {
      const { items, isLast } = await this.deps.api.listIssues(
        project,
        { order: 'created', since, page },
        signal,
      );
      const issues = z.array(listedIssue).parse(items);
      issues.forEach(issue => ids.add(getExternalId(issue, project)));
      if (isLast) {
        return ids;
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
