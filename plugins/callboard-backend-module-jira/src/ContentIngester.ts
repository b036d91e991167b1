import {
  IngestedWorkItemComment,
  IngestedWorklog,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  SyncedProject,
  SyncProblem,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { chunk, partition } from 'lodash';
import { JiraApi } from './api/JiraApi';
import { JiraComment, JiraIssue, JiraWorklog } from './api/shapes';
import {
  isShared,
  toIngestedComment,
  toIngestedWorklog,
} from './mapping/commentsAndWorklogs';
import { convertSafely } from './mapping/convertSafely';
import { IssueContext, toProblem } from './mapping/IssueContext';
import { JiraFields } from './mapping/JiraFields';
import { JiraInstanceConfig } from './readJiraConfig';

/** The project whose issues are ingested, and a function that reports problems. */
export interface IngestionTarget {
  project: SyncedProject;
  fields: JiraFields;
  signal: AbortSignal;
  report(problem: SyncProblem): void;
}

export interface WholeIssue {
  issue: JiraIssue;
  comments: JiraComment[];
  worklogs: JiraWorklog[];
}

/** Ingests the comments and worklogs of stored issues. */
export class ContentIngester {
  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      instance: Pick<JiraInstanceConfig, 'workspace'>;
    },
  ) {}

  async ingestComments(
    wholeIssues: readonly WholeIssue[],
    context: IssueContext,
    target: IngestionTarget,
  ): Promise<void> {
    const { sink, instance } = this.deps;
    const comments: IngestedWorkItemComment[] = [];
    const ids = wholeIssues.map(({ issue }) => issue.id);
    const storedIds = await sink.listCommentIds(instance.workspace, ids);
    for (const whole of wholeIssues) {
      const { issue } = whole;
      const [shared, restricted] = partition(whole.comments, isShared);
      for (const comment of shared) {
        const converted = await convertSafely(
          () => toIngestedComment(comment, issue, context),
          toProblem(issue, context),
          target.report,
        );
        comments.push(...(converted ? [converted] : []));
      }
      const stored = storedIds.get(issue.id) ?? [];
      const deleted = await this.findDeleted('comment', whole, stored, target);
      const restrictedIds = new Set(restricted.map(({ id }) => id));
      const removed = [
        ...deleted,
        ...stored.filter(id => restrictedIds.has(id)),
      ];
      comments.push(...removed.map(id => createTombstone(id, issue)));
    }
    await ingestInBatches(
      comments,
      batch => sink.ingestComments(instance.workspace, batch),
      ({ work_item_external_id, external_url }, reason) =>
        target.report({
          external_id: work_item_external_id,
          url: external_url ?? undefined,
          reason: `Comment: ${reason}`,
        }),
    );
  }

  async ingestWorklogs(
    wholeIssues: readonly WholeIssue[],
    context: IssueContext,
    target: IngestionTarget,
  ): Promise<void> {
    const { sink, instance } = this.deps;
    const worklogs: IngestedWorklog[] = [];
    const ids = wholeIssues.map(({ issue }) => issue.id);
    const storedIds = await sink.listWorklogIds(instance.workspace, ids);
    for (const whole of wholeIssues) {
      const { issue } = whole;
      const texts = new Map(
        issue.renderedFields?.worklog?.worklogs.map(({ id, comment }) => [
          id,
          comment,
        ]),
      );
      for (const worklog of whole.worklogs) {
        const converted = await convertSafely(
          () =>
            toIngestedWorklog(worklog, texts.get(worklog.id), issue, context),
          toProblem(issue, context),
          target.report,
        );
        worklogs.push(...(converted ? [converted] : []));
      }
      const stored = storedIds.get(issue.id) ?? [];
      const deleted = await this.findDeleted('worklog', whole, stored, target);
      worklogs.push(...deleted.map(id => createTombstone(id, issue)));
    }
    await ingestInBatches(
      worklogs,
      batch => sink.ingestWorklogs(instance.workspace, batch),
      ({ external_id, work_item_external_id }, reason) =>
        target.report({
          external_id: work_item_external_id,
          reason: `Worklog ${external_id}: ${reason}`,
        }),
    );
  }

  /**
   * Finds the stored comments or worklogs that were deleted in Jira. Requests each comment or
   * worklog that the list lacks, because it may have been created after Jira returned the list.
   */
  private async findDeleted(
    kind: 'comment' | 'worklog',
    whole: WholeIssue,
    stored: readonly string[],
    { signal }: IngestionTarget,
  ): Promise<string[]> {
    const listed = new Set(whole[`${kind}s`].map(({ id }) => id));
    const deleted: string[] = [];
    for (const id of stored) {
      const exists =
        listed.has(id) ||
        (await this.deps.api.exists(
          `issue/${whole.issue.id}/${kind}/${id}`,
          signal,
        ));
      if (!exists) {
        deleted.push(id);
      }
    }
    return deleted;
  }
}

async function ingestInBatches<Item>(
  items: readonly Item[],
  ingest: (batch: Item[]) => Promise<IngestionResult[]>,
  reportFailure: (item: Item, reason: string | null) => void,
): Promise<void> {
  for (const batch of chunk(items, MAX_INGESTED_ITEMS)) {
    const results = await ingest(batch);
    results.forEach(({ status, reason }, index) => {
      if (status === 'failed') {
        reportFailure(batch[index], reason);
      }
    });
  }
}

/** The deleted state of a comment or worklog, as of the last change of its issue. */
function createTombstone(external_id: string, issue: JiraIssue) {
  return {
    external_id,
    work_item_external_id: issue.id,
    updated_at: issue.fields.updated,
    is_deleted: true,
  };
}
