import { LoggerService } from '@backstage/backend-plugin-api';
import { IngestionResult } from '@callboard/plugin-callboard-common';
import {
  explainParseError,
  isProjectClosed,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { uniqBy } from 'lodash';
import { CommentIngester } from '../CommentIngester';
import { CommentState } from '../delivery/readDelivery';
import { IssueIngester } from '../IssueIngester';
import {
  getExternalId,
  githubComment,
  githubIssue,
  CommentedIssue,
  parseCommentedIssue,
} from '../mapping/githubIssue';
import { OrderInSecond, getOrderInSecond } from '../mapping/OrderInSecond';
import { GithubConfig } from '../readGithubConfig';
import { ChangedPage, IssuesApi } from './IssuesApi';
import { KnownIssues, readChanges, RepositoryRun } from './readChanges';

interface ListedComment extends CommentState {
  issue: CommentedIssue;
}

/** The issue to which comments belong. */
interface Target {
  /** The external id of its work item; undefined if it has no work item. */
  id?: string;
  /** The result of ingesting the issue, if the import fetched it. */
  result?: IngestionResult;
}

export class CommentImport {
  constructor(
    private readonly deps: {
      api: IssuesApi;
      knownIssues: KnownIssues;
      issueIngester: IssueIngester;
      commentIngester: CommentIngester;
      sink: WorkItemSink;
      logger: LoggerService;
      config: GithubConfig;
    },
  ) {}

  /** Continues where the last run stopped. */
  async read(repositoryRun: RepositoryRun): Promise<void> {
    await readChanges(this.deps.api, repositoryRun, 'comments', page =>
      this.storePage(repositoryRun, page),
    );
  }

  /**
   * Stores a page. Skips comments whose issue is deleted. Also skips comments that Callboard
   * rejects: retrying a rejected comment would block the comments after it.
   *
   * @returns false if the project rejects changes for now
   */
  private async storePage(
    repositoryRun: RepositoryRun,
    page: ChangedPage,
  ): Promise<boolean> {
    const { commentIngester, knownIssues, sink } = this.deps;
    const comments = this.parseComments(repositoryRun, page);
    if (comments.length === 0) {
      return true;
    }
    await repositoryRun.makeSecretIfPrivate();
    const targets = await this.loadTargets(repositoryRun, comments);
    const states = comments.flatMap(({ issue, ...state }) => {
      const { id } = targets.get(issue.html_url)!;
      return id === undefined
        ? []
        : [{ ...state, issue, work_item_external_id: id }];
    });
    const results =
      states.length > 0 ? await commentIngester.ingestAll(sink, states) : [];
    results.forEach(({ status, reason }, index) => {
      if (status === 'failed') {
        const { comment } = states[index];
        repositoryRun.report({
          external_id: String(comment.id),
          url: comment.html_url,
          reason: reason!,
        });
        // The work item of the comment may have been deleted from Callboard. The next run fetches
        // the issue to find out.
        knownIssues.delete(states[index].issue.html_url);
      }
    });
    const issueResults = [...targets.values()].flatMap(
      ({ result }) => result ?? [],
    );
    return !isProjectClosed([...issueResults, ...results]);
  }

  private parseComments(
    { full_name }: RepositoryRun,
    { items, at }: ChangedPage,
  ): ListedComment[] {
    return items.flatMap(item => {
      const { data: comment, error } = githubComment.safeParse(item);
      const issue = comment && parseCommentedIssue(comment);
      if (!comment || !issue) {
        const reason = error
          ? explainParseError(error)
          : 'it does not belong to an issue';
        this.deps.logger.warn(
          `A comment of ${full_name} is skipped: ${reason}`,
        );
        return [];
      }
      if (issue.is_pull_request && !this.deps.config.pullRequests) {
        return [];
      }
      const orderInSecond = getOrderInSecond(comment, at);
      return [{ comment, orderInSecond, is_deleted: false, issue }];
    });
  }

  private async loadTargets(
    repositoryRun: RepositoryRun,
    comments: readonly ListedComment[],
  ): Promise<ReadonlyMap<string, Target>> {
    const targets = new Map<string, Target>();
    for (const { issue } of uniqBy(comments, 'issue.html_url')) {
      const id = this.deps.knownIssues.get(issue.html_url);
      targets.set(
        issue.html_url,
        id === undefined ? await this.fetchIssue(repositoryRun, issue) : { id },
      );
    }
    return targets;
  }

  /** Fetches an issue from GitHub and ingests it. */
  private async fetchIssue(
    { full_name, entity_ref, signal }: RepositoryRun,
    { html_url, number }: CommentedIssue,
  ): Promise<Target> {
    const { api, issueIngester, knownIssues, sink } = this.deps;
    signal.throwIfAborted();
    const { data: issue } = githubIssue.safeParse(
      await api.getIssue(full_name, number, signal),
    );
    // GitHub redirects to the new repository if an issue was transferred.
    if (!issue || issue.html_url !== html_url) {
      return {};
    }
    const [result] = await issueIngester.ingest(sink, entity_ref, [
      { issue, orderInSecond: OrderInSecond.later, is_deleted: false },
    ]);
    if (result.id === null) {
      return { result };
    }
    const id = getExternalId(issue);
    knownIssues.set(html_url, id);
    return { id, result };
  }
}
