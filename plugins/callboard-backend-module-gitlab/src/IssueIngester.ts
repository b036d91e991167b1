import {
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  explainParseError,
  SyncProblem,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { chunk, partition, uniqBy } from 'lodash';
import { GitlabApi } from './api/GitlabApi';
import { GitlabIssue, gitlabNote, GitlabNote } from './api/shapes';
import { GitlabAccount, GitlabPeople } from './catalog/GitlabPeople';
import { GitlabProject } from './catalog/GitlabProjects';
import {
  isReadableComment,
  parseMentionedUsernames,
  toIngestedComment,
} from './mapping/toIngestedComment';
import {
  getExternalId,
  toHiddenWorkItem,
  toIngestedWorkItem,
} from './mapping/toIngestedWorkItem';

/** The project whose issues are ingested, and a function that reports problems. */
export interface IngestionTarget {
  project: GitlabProject;
  /** Whether the groups of the project have iterations. */
  hasIterations: boolean;
  report(problem: SyncProblem): void;
}

export interface ResponseIssues {
  issues: readonly GitlabIssue[];
  /** The time of the response in ms, by GitLab's clock. */
  at: number;
}

/** The readable notes of an issue, and the ids of the stored comments to delete. */
interface IssueNotes {
  issue: GitlabIssue;
  notes: GitlabNote[];
  deleted: string[];
  /** The problems with the notes that are skipped. */
  problems: SyncProblem[];
}

/** Parses only the id, which even an invalid note has. */
const noteIds = gitlabNote.pick({ id: true });

/** Ingests issues as work items, and their notes as comments. */
export class IssueIngester {
  constructor(
    private readonly deps: {
      api: GitlabApi;
      people: GitlabPeople;
      sink: WorkItemSink;
      workspace: string;
    },
  ) {}

  /**
   * Ingests issues of one project, in one transaction. Skips confidential issues, and hides the
   * items of issues that have become confidential.
   *
   * @returns the results by external id; omits confidential issues, except those that could not be
   *   hidden
   */
  async ingest(
    { project, hasIterations, report }: IngestionTarget,
    { issues, at }: ResponseIssues,
  ): Promise<ReadonlyMap<string, IngestionResult>> {
    const { people: gitlabPeople, sink, workspace } = this.deps;
    const [restricted, readable] = partition(issues, 'confidential');
    const people = await gitlabPeople.find(
      sink,
      project.host,
      readable.flatMap(({ author, assignees }) => [
        ...(author ? [author] : []),
        ...(assignees ?? []),
      ]),
    );
    const items = readable.map(issue =>
      toIngestedWorkItem(issue, { project, people, hasIterations, at }),
    );
    const results = items.length > 0 ? await sink.ingest(workspace, items) : [];
    const ingested = new Map(
      results.map((result, index) => [items[index].external_id, result]),
    );
    for (const result of await this.hide(project, restricted, at)) {
      if (result.status === 'failed') {
        ingested.set(result.external_id!, result);
      }
    }
    for (const { id, web_url } of issues) {
      const external_id = getExternalId({ id }, project);
      const { status, reason } = ingested.get(external_id) ?? {};
      if (status === 'failed') {
        report({ external_id, url: web_url, reason: reason ?? '' });
      }
    }
    return ingested;
  }

  /** Hides a confidential issue that the token cannot read, if it is stored. */
  async hideInaccessible(
    project: GitlabProject,
    ids: Pick<GitlabIssue, 'id' | 'iid'>,
    at: number,
  ): Promise<void> {
    const issue = { ...ids, updated_at: new Date(at).toISOString() };
    // `DeletedIssues` skips items without a link. It would delete an item with a link, because
    // GitLab's list lacks the issue.
    await this.hide(project, [issue], at, { external_url: null });
  }

  /** Deletes the item of an issue that does not exist any more, if the item is stored. */
  async delete(
    project: GitlabProject,
    external_id: string,
    at: number,
  ): Promise<void> {
    const { entity_ref } = project;
    const updated_at = new Date(at).toISOString();
    await this.deps.sink.ingest(this.deps.workspace, [
      { entity_ref, external_id, updated_at, is_deleted: true },
    ]);
  }

  /**
   * Ingests the notes of issues as comments. Deletes comments whose note was deleted, or has become
   * internal.
   */
  async ingestNotes(
    { project, report }: IngestionTarget,
    issues: readonly GitlabIssue[],
    { at, signal }: { at: number; signal: AbortSignal },
  ): Promise<void> {
    const { people: gitlabPeople, sink, workspace } = this.deps;
    const external_ids = issues.map(issue => getExternalId(issue, project));
    const stored = await sink.listCommentIds(workspace, external_ids);
    const read: IssueNotes[] = [];
    for (const issue of issues) {
      const ids = stored.get(getExternalId(issue, project));
      const mayHaveNotes = ids?.length !== 0 || issue.user_notes_count !== 0;
      if (ids && mayHaveNotes) {
        const notes = await this.readNotes(project, issue, ids, signal);
        read.push(...(notes ? [notes] : []));
      }
    }
    const accounts = listAccounts(read.flatMap(({ notes }) => notes));
    const people = await gitlabPeople.find(sink, project.host, accounts);
    const updated_at = new Date(at).toISOString();
    const comments: IngestedWorkItemComment[] = read.flatMap(
      ({ issue, notes, deleted }) => [
        ...notes.map(note =>
          toIngestedComment(note, { issue, project, people }),
        ),
        ...deleted.map(external_id => ({
          external_id,
          work_item_external_id: getExternalId(issue, project),
          updated_at,
          is_deleted: true,
        })),
      ],
    );
    read.flatMap(({ problems }) => problems).forEach(report);
    const urls = new Map(
      issues.map(issue => [getExternalId(issue, project), issue.web_url]),
    );
    for (const batch of chunk(comments, MAX_INGESTED_ITEMS)) {
      const results = await sink.ingestComments(workspace, batch);
      results.forEach(({ status, reason }, index) => {
        if (status === 'failed') {
          const { work_item_external_id: external_id, external_url } =
            batch[index];
          const url = external_url ?? urls.get(external_id);
          report({ external_id, url, reason: `Comment: ${reason}` });
        }
      });
    }
  }

  /**
   * Reads the notes of an issue. Requests each stored comment that the list lacks: shifting pages
   * can hide a note from the list, and a deleted comment can never be ingested again.
   *
   * @param stored - the ids of the stored comments
   * @returns undefined if the issue does not exist
   */
  private async readNotes(
    project: GitlabProject,
    issue: GitlabIssue,
    stored: readonly string[],
    signal: AbortSignal,
  ): Promise<IssueNotes | undefined> {
    const { api } = this.deps;
    signal.throwIfAborted();
    const list = await api.listNotes(project, issue.iid, signal);
    if (!list) {
      return undefined;
    }
    const retained = new Set<string>();
    const unreadable = new Set<string>();
    const problems: SyncProblem[] = [];
    const notes = list.flatMap(value => {
      const { data, error } = gitlabNote.safeParse(value);
      const { data: ids } = noteIds.safeParse(value);
      if (ids) {
        const isRetained = !data || isReadableComment(data);
        (isRetained ? retained : unreadable).add(getExternalId(ids, project));
      }
      if (error) {
        problems.push({
          external_id: getExternalId(issue, project),
          url: issue.web_url,
          reason: `A comment is skipped: ${explainParseError(error)}`,
        });
      }
      return data && isReadableComment(data) ? [data] : [];
    });
    const deleted: string[] = [];
    for (const id of stored.filter(other => !retained.has(other))) {
      const noteId = id.slice(project.host.prefix.length);
      const { iid } = issue;
      if (
        unreadable.has(id) ||
        !(await api.hasNote(project, { iid, noteId }, signal))
      ) {
        deleted.push(id);
      }
    }
    return { issue, notes, deleted, problems };
  }

  /**
   * Hides the stored items of confidential issues. Does not delete the items, because worklogs
   * belong to them, and the issues may become readable again.
   */
  private async hide(
    project: GitlabProject,
    issues: ReadonlyArray<Pick<GitlabIssue, 'id' | 'iid' | 'updated_at'>>,
    at: number,
    fields: Pick<IngestedWorkItem, 'external_url'> = {},
  ): Promise<IngestionResult[]> {
    const { sink, workspace } = this.deps;
    const items = issues.map(issue => ({
      ...toHiddenWorkItem(issue, { project, at }),
      ...fields,
    }));
    return items.length > 0 ? sink.hide(workspace, items) : [];
  }
}

function listAccounts(notes: readonly GitlabNote[]): GitlabAccount[] {
  const authors = notes.flatMap(({ author }) => author ?? []);
  const mentioned = notes.flatMap(parseMentionedUsernames);
  // The catalog finds an author by id, and a mentioned account only by username.
  return uniqBy(
    [...authors, ...mentioned.map(username => ({ username }))],
    ({ username }) => username.toLowerCase(),
  );
}
