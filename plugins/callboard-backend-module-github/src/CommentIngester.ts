import { LoggerService } from '@backstage/backend-plugin-api';
import { IngestionResult } from '@callboard/plugin-callboard-common';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { findPeople } from './catalog/findPeople';
import { CommentState, Delivery } from './delivery/readDelivery';
import { IssueIngester } from './IssueIngester';
import {
  parseMentionedLogins,
  toIngestedComment,
} from './mapping/toIngestedComment';
import { getExternalId, GithubIssue } from './mapping/githubIssue';
import { GithubConfig } from './readGithubConfig';

/** Ingests comments, each after its issue. */
export class CommentIngester {
  constructor(
    private readonly deps: {
      config: GithubConfig;
      issueIngester: IssueIngester;
      logger: LoggerService;
    },
  ) {}

  /**
   * Ingests first the issue of a delivery, then the comment. Skips the issue if the delivery leaves
   * the issue's state unknown. Skips the comment if the issue is deleted or cannot be stored. Skips
   * both if the issue is a pull request, unless pull requests are work items.
   */
  async ingest(
    sink: WorkItemSink,
    entity_ref: string,
    {
      comment: commentState,
      ...delivery
    }: Delivery & { comment: CommentState },
  ): Promise<void> {
    const { issue } = delivery;
    if (issue.pull_request && !this.deps.config.pullRequests) {
      return;
    }
    if (isStateKnown(issue)) {
      const [item] = await this.deps.issueIngester.ingest(sink, entity_ref, [
        delivery,
      ]);
      if (item.id === null) {
        // The issue is deleted, or `IssueIngester` has logged why it cannot be stored.
        return;
      }
    }
    await this.ingestAll(sink, [
      { ...commentState, work_item_external_id: getExternalId(issue) },
    ]);
  }

  /** Stores comments in one transaction. Their issues must have been stored before. */
  async ingestAll(
    sink: WorkItemSink,
    states: ReadonlyArray<CommentState & { work_item_external_id: string }>,
  ): Promise<IngestionResult[]> {
    const { config, logger } = this.deps;
    const people = await findPeople(
      sink,
      config,
      states.flatMap(({ comment }) => comment.user?.login ?? []),
      states.flatMap(({ comment }) => parseMentionedLogins(comment)),
    );
    const results = await sink.ingestComments(
      config.workspace,
      states.map(
        ({ comment, orderInSecond, is_deleted, work_item_external_id }) =>
          toIngestedComment(comment, {
            work_item_external_id,
            people,
            orderInSecond,
            is_deleted,
          }),
      ),
    );
    results.forEach(({ status, reason }, index) => {
      if (status === 'failed') {
        const { html_url } = states[index].comment;
        logger.warn(`${html_url} could not be imported: ${reason}`);
      }
    });
    return results;
  }
}

/**
 * Whether the delivery determines the state of the work item. Deliveries of comments on a closed
 * pull request can omit `merged_at`.
 */
function isStateKnown({ state, pull_request }: GithubIssue): boolean {
  return (
    !pull_request || state === 'open' || pull_request.merged_at !== undefined
  );
}
