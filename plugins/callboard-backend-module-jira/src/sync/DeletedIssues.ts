import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { JiraApi } from '../api/JiraApi';
import { JiraInstanceConfig } from '../readJiraConfig';
import { IngestionTarget } from '../ContentIngester';
import { IssueIngester } from '../IssueIngester';

/** The number of missing issues that one run requests. */
const MAX_MISSING = 500;

/** The number of deleted issues that is plausible in any project. */
const FEW = 10;

/**
 * Whether most of the stored issues seem to be deleted. A run requests only some of the missing
 * issues, so the number of deleted issues among the others is estimated.
 */
function areMostDeleted(counts: {
  deleted: number;
  requested: number;
  missing: number;
  stored: number;
}): boolean {
  const { deleted, requested, missing, stored } = counts;
  return deleted > FEW && (deleted / requested) * missing > stored / 2;
}

/**
 * Finds issues whose deletion no event reported. Compares the stored items with the list of all
 * issues, and requests each issue that the list lacks.
 */
export class DeletedIssues {
  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      issueIngester: IssueIngester;
      instance: Pick<JiraInstanceConfig, 'workspace' | 'webUrl'>;
    },
  ) {}

  /**
   * Deletes the items of deleted issues. Issues that were archived or moved to another project keep
   * their items, so the list lacks them in every run. Each run therefore starts after the missing
   * issues that the last run requested.
   *
   * @param offset - the number of missing issues to skip
   * @returns the offset for the next run
   * @throws Error if most of the stored issues seem to be deleted: the token may have lost access to
   *   them, and a deleted item can never be ingested again
   */
  async delete(target: IngestionTarget, offset: number): Promise<number> {
    const { api, sink, issueIngester } = this.deps;
    const { workspace, webUrl } = this.deps.instance;
    const { project, fields, signal } = target;
    // Reads the items before the list: otherwise, an issue that is created between the two reads
    // would seem deleted.
    const items = await sink.listItemIds(workspace, project.entity_ref);
    // The entity may have several projects of Jira.
    const pages = `${webUrl}/browse/${project.name}-`;
    const stored = items
      .filter(({ external_url }) => external_url?.startsWith(pages))
      .map(({ external_id }) => external_id);
    if (stored.length === 0) {
      return 0;
    }
    const ids = await api.listIssueIds(project.name, signal);
    const missing = stored.filter(id => !ids.has(id)).sort();
    const start = offset < missing.length ? offset : 0;
    const end = start + MAX_MISSING;
    const requested = missing.slice(start, end);
    const deleted: string[] = [];
    for (const id of requested) {
      if ((await api.findIssue(id, fields, signal)) === undefined) {
        deleted.push(id);
      }
    }
    const counts = {
      deleted: deleted.length,
      requested: requested.length,
      missing: missing.length,
      stored: stored.length,
    };
    if (areMostDeleted(counts)) {
      throw new Error(
        `Jira returns 404 for ${counts.deleted} of ${counts.requested} issues that its list lacks. Their items are not deleted, because the token may lack access to the issues`,
      );
    }
    await issueIngester.delete(deleted, target);
    return end < missing.length ? end - deleted.length : 0;
  }
}
