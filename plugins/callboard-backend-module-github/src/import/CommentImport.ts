import { LoggerService } from '@backstage/backend-plugin-api';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { uniqBy } from 'lodash';
import { CommentIntake } from '../CommentIntake';
import { CommentState } from '../delivery/readDelivery';
import { IssueIntake } from '../IssueIntake';
import { externalIdOf } from '../mapping/externalIdOf';
import { githubComment } from '../mapping/githubComment';
import { githubIssue } from '../mapping/githubIssue';
import { CommentedIssue, issueOfComment } from '../mapping/issueOfComment';
import { Moment } from '../mapping/Moment';
import { ImportMarks } from './ImportMarks';
import { ChangedPage, IssuesApi, PagePosition } from './IssuesApi';
import { KnownIssues } from './KnownIssues';
import { momentOf } from './momentOf';
import { readChanges } from './readChanges';
import { Visit } from './Visit';

/** A state of a comment that was read, and what it is on. */
interface ReadComment extends CommentState {
  on: CommentedIssue;
}

/** What the issue of a comment goes by, or why it has no item. */
type Target = { id: string } | 'gone' | 'failed';

/** Reads the comments on the issues of a repository, as the issues are read. */
export class CommentImport {
  constructor(
    private readonly deps: {
      api: IssuesApi;
      marks: ImportMarks;
      knownIssues: KnownIssues;
      issues: IssueIntake;
      intake: CommentIntake;
      sink: WorkItemSink;
      logger: LoggerService;
      /** Whether pull requests are work items too. */
      pullRequests: boolean;
    },
  ) {}

  /** Goes on where the last run stopped. */
  async read(visit: Visit): Promise<void> {
    const { api, marks } = this.deps;
    const { full_name, signal } = visit;
    const reading = {
      name: `comments:${full_name}`,
      page: (position: PagePosition) =>
        api.comments(full_name, position, signal),
      take: (page: ChangedPage) => this.take(visit, page),
    };
    await readChanges(reading, marks, signal);
  }

  /** Comments on issues that are gone are passed over. */
  private async take(visit: Visit, page: ChangedPage): Promise<boolean> {
    const { intake, knownIssues, sink } = this.deps;
    const comments = this.commentsOn(visit, page);
    if (comments.length === 0) {
      return true;
    }
    await visit.guard();
    const targets = await this.targetsOf(visit, comments);
    const states = comments.flatMap(({ on, ...state }) => {
      const target = targets.get(on.html_url)!;
      return typeof target === 'string'
        ? []
        : [{ ...state, on, work_item_external_id: target.id }];
    });
    const results = states.length > 0 ? await intake.takeAll(sink, states) : [];
    results.forEach(({ status }, index) => {
      if (status === 'failed') {
        // Its item may have been deleted here: then asking for it says so.
        knownIssues.forget(states[index].on.html_url);
      }
    });
    const hasFailed =
      [...targets.values()].includes('failed') ||
      results.some(({ status }) => status === 'failed');
    return !hasFailed || results.some(({ status }) => status !== 'failed');
  }

  private commentsOn(
    { full_name }: Visit,
    { items, at }: ChangedPage,
  ): ReadComment[] {
    return items.flatMap(item => {
      const { data: comment, error } = githubComment.safeParse(item);
      const on = comment && issueOfComment(comment);
      if (!comment || !on) {
        const reason = error
          ? `${error.issues[0].path.join('.')}: ${error.issues[0].message}`
          : 'it is on no issue';
        this.deps.logger.warn(
          `A comment of ${full_name} is passed over: ${reason}`,
        );
        return [];
      }
      if (on.is_pull_request && !this.deps.pullRequests) {
        return [];
      }
      const moment = momentOf(comment, at);
      return [{ comment, moment, is_deleted: false, on }];
    });
  }

  private async targetsOf(
    visit: Visit,
    comments: readonly ReadComment[],
  ): Promise<ReadonlyMap<string, Target>> {
    const targets = new Map<string, Target>();
    for (const { on } of uniqBy(comments, 'on.html_url')) {
      const id = this.deps.knownIssues.find(on.html_url);
      targets.set(
        on.html_url,
        id === undefined ? await this.fetch(visit, on) : { id },
      );
    }
    return targets;
  }

  /** Asks for an issue, and takes it as if it had been read with the others. */
  private async fetch(
    { full_name, entity_ref, signal }: Visit,
    { html_url, number }: CommentedIssue,
  ): Promise<Target> {
    const { api, issues, knownIssues, sink } = this.deps;
    signal.throwIfAborted();
    const { data: issue } = githubIssue.safeParse(
      await api.issue(full_name, number, signal),
    );
    // GitHub redirects to another repository where an issue was transferred.
    if (!issue || issue.html_url !== html_url) {
      return 'gone';
    }
    const [{ id, status }] = await issues.take(sink, entity_ref, [
      { issue, moment: Moment.some, is_deleted: false },
    ]);
    if (id === null) {
      return status === 'failed' ? 'failed' : 'gone';
    }
    knownIssues.add(issue);
    return { id: externalIdOf(issue) };
  }
}
