import {
  IngestedWorkItem,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  explainParseError,
  SourceVisibility,
  SyncedProject,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { chunk, partition } from 'lodash';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { JiraApi } from './api/JiraApi';
import { JiraIssue, jiraIssue, JiraUser } from './api/shapes';
import {
  ContentIngester,
  IngestionTarget,
  WholeIssue,
} from './ContentIngester';
import { listMentionedAccounts } from './mapping/convertHtml';
import { convertSafely } from './mapping/convertSafely';
import { getIssueUrl, IssueContext, toProblem } from './mapping/IssueContext';
import { JiraPeople, toSourceAccount } from './mapping/JiraPeople';
import {
  HiddenIssue,
  toHiddenWorkItem,
  toIngestedWorkItem,
} from './mapping/toIngestedWorkItem';
import { JiraInstanceConfig } from './readJiraConfig';

/** The time of a response has no milliseconds. */
const CLOCK_PRECISION_MS = 1_000;

/** Ingests issues as work items, with their comments and worklogs. */
export class IssueIngester {
  readonly #contents: ContentIngester;
  /** The ids of epics by key; null for an epic that cannot be read. */
  readonly #epics = new LRUCache<string, { id: string | null }>({
    max: 10_000,
    ttl: 60 * 60_000,
  });

  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      visibility: SourceVisibility;
      instance: Pick<
        JiraInstanceConfig,
        'workspace' | 'webUrl' | 'userAnnotation'
      >;
    },
  ) {
    this.#contents = new ContentIngester(deps);
  }

  /**
   * Ingests the current states of issues of one project. Skips restricted issues, and hides the
   * items of issues that have become restricted.
   *
   * @returns the result of each ingested issue, and of each restricted issue that could not be
   *   hidden
   */
  async ingest(
    responses: readonly unknown[],
    target: IngestionTarget,
  ): Promise<IngestionResult[]> {
    const { sink, instance } = this.deps;
    const issues = responses.flatMap(response => this.parse(response, target));
    const movedIds = await this.findMoved(issues, target);
    const [restricted, readable] = partition(
      issues,
      issue => issue.fields.security || movedIds.has(issue.id),
    );
    const hideFailures = (await this.hide(restricted, target)).filter(
      ({ status }) => status === 'failed',
    );
    for (const result of hideFailures) {
      const issue = restricted.find(({ id }) => id === result.external_id)!;
      this.reportFailure(result, issue, target);
    }
    const wholeIssues: WholeIssue[] = [];
    for (const issue of readable) {
      wholeIssues.push(await this.complete(issue, target));
    }
    if (wholeIssues.length === 0) {
      return hideFailures;
    }
    const context: IssueContext = {
      entity_ref: target.project.entity_ref,
      people: await this.findPeople(wholeIssues),
      fields: target.fields,
      webUrl: instance.webUrl,
    };
    const converted: WholeIssue[] = [];
    const items: IngestedWorkItem[] = [];
    for (const whole of wholeIssues) {
      const { issue } = whole;
      const parentId = await this.findParentId(issue, target);
      const item = await convertSafely(
        () => toIngestedWorkItem(issue, { ...context, parentId }),
        toProblem(issue, instance),
        target.report,
      );
      if (item) {
        converted.push(whole);
        items.push(item);
      }
    }
    const results = await sink.ingest(instance.workspace, items);
    results.forEach((result, index) =>
      this.reportFailure(result, converted[index].issue, target),
    );
    const stored = converted.filter((_, index) => results[index].id !== null);
    await this.#contents.ingestComments(stored, context, target);
    await this.#contents.ingestWorklogs(stored, context, target);
    return [...hideFailures, ...results];
  }

  /** Deletes the items of issues that Jira does not have any more. */
  async delete(
    external_ids: readonly string[],
    { project }: Pick<IngestionTarget, 'project'>,
  ): Promise<void> {
    const { api, sink, instance } = this.deps;
    const { entity_ref } = project;
    const updated_at = new Date(api.now()).toISOString();
    for (const ids of chunk(external_ids, MAX_INGESTED_ITEMS)) {
      await sink.ingest(
        instance.workspace,
        ids.map(external_id => ({
          entity_ref,
          external_id,
          updated_at,
          is_deleted: true,
        })),
      );
    }
  }

  /**
   * Hides an issue that the token cannot read any more, for example because of a security level.
   * The time of that change is unknown, so the hidden state has the current time. An issue that
   * becomes readable again therefore stays hidden until it changes.
   */
  async hideInaccessible(
    { id, key }: { id: string; key: string },
    project: SyncedProject,
  ): Promise<void> {
    const now = this.deps.api.now() + CLOCK_PRECISION_MS;
    const updated = new Date(now).toISOString();
    const issue = { id, key, fields: { updated } };
    // `DeletedIssues` skips items without a link. It would delete an item with a link, because Jira
    // returns 404 for the issue.
    await this.hide([issue], { project }, { external_url: null });
  }

  private parse(
    response: unknown,
    { project, report }: IngestionTarget,
  ): JiraIssue[] {
    const { data, error } = jiraIssue.safeParse(response);
    if (error) {
      const { data: issue } = z
        .object({ id: z.string(), key: z.string() })
        .safeParse(response);
      report({
        external_id: issue?.id ?? '?',
        url: issue
          ? getIssueUrl(this.deps.instance.webUrl, issue.key)
          : project.url,
        reason: explainParseError(error),
      });
    }
    return data ? [data] : [];
  }

  /** Adds the comments and worklogs that the response does not contain. */
  private async complete(
    issue: JiraIssue,
    { signal }: IngestionTarget,
  ): Promise<WholeIssue> {
    const { api } = this.deps;
    const { comment, worklog } = issue.fields;
    const html = new Map(
      issue.renderedFields?.comment?.comments.map(({ id, body }) => [id, body]),
    );
    const comments = comment?.comments ?? [];
    const isComplete =
      comments.length >= (comment?.total ?? 0) &&
      comments.every(({ id }) => html.has(id));
    const worklogs = worklog?.worklogs ?? [];
    return {
      issue,
      comments: isComplete
        ? comments.map(entry => ({
            ...entry,
            renderedBody: html.get(entry.id),
          }))
        : await api.listComments(issue.id, signal),
      worklogs:
        worklogs.length >= (worklog?.total ?? 0)
          ? worklogs
          : await api.listWorklogs(issue.id, signal),
    };
  }

  private async findPeople(
    wholeIssues: readonly WholeIssue[],
  ): Promise<JiraPeople> {
    const { sink, instance } = this.deps;
    const users: Array<JiraUser | null | undefined> = wholeIssues.flatMap(
      ({ issue: { fields }, comments, worklogs }) => [
        fields.assignee,
        fields.reporter ?? fields.creator,
        ...[...comments, ...worklogs].map(({ author }) => author),
      ],
    );
    const mentioned = wholeIssues
      .flatMap(({ issue, comments }) => [
        issue.renderedFields?.description,
        ...comments.map(({ renderedBody }) => renderedBody),
      ])
      .flatMap(html => listMentionedAccounts(html, instance.webUrl));
    const accounts = [
      ...users.flatMap(user => toSourceAccount(user) ?? []),
      ...mentioned.map(account => ({
        key: account,
        name: account,
        is_mention: true,
      })),
    ];
    const refs = await sink.findPeople(instance.workspace, accounts, {
      annotation: instance.userAnnotation,
    });
    return new JiraPeople(refs, users);
  }

  /** The id of the parent; at Data Center, the epic of an issue counts as its parent. */
  private async findParentId(
    { fields: values }: JiraIssue,
    { fields, signal }: IngestionTarget,
  ): Promise<string | null> {
    const key = fields.epicLink && values[fields.epicLink];
    if (values.parent || typeof key !== 'string' || !key) {
      return values.parent?.id ?? null;
    }
    const known = this.#epics.get(key);
    if (known) {
      return known.id;
    }
    const epic = z
      .object({ id: z.string() })
      .safeParse(await this.deps.api.findIssue(key, fields, signal));
    const id = epic.data?.id ?? null;
    this.#epics.set(key, { id });
    return id;
  }

  /**
   * Finds the issues that moved into a restricted Jira project, while their items stay in another
   * Callboard project, because items cannot move. People with access to that Callboard project may
   * have no access to the Jira project.
   */
  private async findMoved(
    issues: readonly JiraIssue[],
    { project }: IngestionTarget,
  ): Promise<ReadonlySet<string>> {
    const { sink, instance, visibility } = this.deps;
    if (issues.length === 0 || !(await visibility.find(project))) {
      return new Set();
    }
    const ids = issues.map(({ id }) => id);
    const items = await sink.listItemIds(
      instance.workspace,
      project.entity_ref,
      ids,
    );
    const own = new Set(items.map(({ external_id }) => external_id));
    const stored = await sink.listCommentIds(instance.workspace, ids);
    return new Set(ids.filter(id => stored.has(id) && !own.has(id)));
  }

  /**
   * Hides the stored items of restricted issues. Does not delete the items, because worklogs belong
   * to them, and the issues may become readable again.
   */
  private async hide(
    issues: readonly HiddenIssue[],
    { project }: Pick<IngestionTarget, 'project'>,
    fields: Pick<IngestedWorkItem, 'external_url'> = {},
  ): Promise<IngestionResult[]> {
    const { sink, instance } = this.deps;
    const items = issues.map(issue => ({
      ...toHiddenWorkItem(issue, project),
      ...fields,
    }));
    return items.length > 0 ? sink.hide(instance.workspace, items) : [];
  }

  private reportFailure(
    { status, reason }: IngestionResult,
    issue: JiraIssue,
    { report }: IngestionTarget,
  ): void {
    if (status === 'failed') {
      const problem = toProblem(issue, this.deps.instance);
      report({ ...problem, reason: reason ?? '' });
    }
  }
}
