import { MAX_INGESTED_ITEMS } from '@callboard/plugin-callboard-common';
import {
  isProjectClosed,
  SourceVisibility,
  SyncedProject,
  SyncRun,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { chunk } from 'lodash';
import { z } from 'zod';
import { IssuePage, JiraApi } from '../api/JiraApi';
import { jiraTime } from '../api/shapes';
import { IngestionTarget } from '../ContentIngester';
import { IssueIngester } from '../IssueIngester';
import { toIngestedModule } from '../mapping/sprintsAndVersions';
import { DeletedIssues } from './DeletedIssues';

const MINUTE_MS = 60_000;

/**
 * Each run reads the last changes of the previous run again: Jira finds changed issues with a
 * delay, because it updates its index after the change.
 */
const OVERLAP_MS = 5 * MINUTE_MS;

/**
 * A new query starts at the last change found, once that change is this much later than the time at
 * which the current query starts.
 */
const RESTART_MS = 10 * MINUTE_MS;

/** The time between two searches for deleted issues. */
const DELETIONS_EVERY_MS = 24 * 60 * MINUTE_MS;

const storedCursor = z.object({
  /** The next run reads changes since this time; null to read all. */
  since: z.iso.datetime().nullable(),
  /** The number of issues that the first, maybe interrupted, load has read. */
  done: z.int(),
  /** The time of the last search for deleted issues; null until the first load is complete. */
  deletions_at: z.iso.datetime().nullable(),
  /** The number of missing issues that the next search for deleted issues skips. */
  missing_offset: z.int().default(0),
  /** The ids of the versions in the last run. */
  versions: z.array(z.string()),
});

type Cursor = z.output<typeof storedCursor>;

const FIRST_CURSOR: Cursor = {
  since: null,
  done: 0,
  deletions_at: null,
  missing_offset: 0,
  versions: [],
};

const listedIssue = z.object({
  id: z.string(),
  fields: z.object({ updated: jiraTime }),
});

/** Reads the issues that changed in a project since the last run. */
export class ProjectSync {
  constructor(
    private readonly deps: {
      api: JiraApi;
      sink: WorkItemSink;
      workspace: string;
      visibility: SourceVisibility;
      issueIngester: IssueIngester;
      deletedIssues: DeletedIssues;
    },
  ) {}

  /** Continues after the stored cursor. */
  async read(project: SyncedProject, run: SyncRun): Promise<void> {
    const { signal } = run;
    const { api, visibility } = this.deps;
    const isPublic = await api.isPublic(project.name, signal);
    await visibility.record(project, !isPublic);
    const { data } = storedCursor.safeParse(await run.readCursor());
    const start = data ?? FIRST_CURSOR;
    const cursor: Cursor = {
      ...start,
      versions: run.isArchived
        ? start.versions
        : await this.readVersions(project, start.versions, signal),
    };
    const target: IngestionTarget = {
      project,
      fields: await api.findFields(signal),
      signal,
      report: problem => run.report(problem),
    };
    const end = await this.readChanges(cursor, target, run);
    if (end) {
      await this.syncDeletions(end, target, run);
    }
  }

  /**
   * Reads all changes since the cursor, the oldest first. Requests the next page while the current
   * page is stored. Starts a new query after changes that span `RESTART_MS`, because pages shift
   * when issues change.
   *
   * @returns the cursor after the last change; undefined if the project rejects issues for now, for
   *   example because it is archived
   */
  private async readChanges(
    cursor: Cursor,
    target: IngestionTarget,
    run: SyncRun,
  ): Promise<Cursor | undefined> {
    const { api, issueIngester } = this.deps;
    const { project, fields, signal } = target;
    const seen = new Set<string>();
    const isFirstLoad = cursor.deletions_at === null;
    let { since } = cursor;
    let querySince = since && subtract(since, OVERLAP_MS);
    let total: number | undefined;
    let jql = formatQuery(project.name, querySince, api.now());
    const request = (start?: string) => {
      const page = api.searchIssues(jql, fields, start, signal);
      // The loop may end before it awaits the page, and the rejection would be unhandled.
      page.catch(() => {});
      return page;
    };
    let reading = request();
    for (;;) {
      const page = await reading;
      total ??= page.total && page.total + cursor.done;
      since = findLaterChange(page, since);
      if (page.next !== undefined) {
        const restarts = since !== null && isMuchLater(since, querySince);
        if (restarts) {
          querySince = since;
          jql = formatQuery(project.name, querySince, api.now());
        }
        reading = request(restarts ? undefined : page.next);
      }
      const issues = page.issues.filter(issue => !seen.has(getVersion(issue)));
      const results = await issueIngester.ingest(issues, target);
      if (isProjectClosed(results)) {
        return undefined;
      }
      issues.forEach(issue => seen.add(getVersion(issue)));
      const done = cursor.done + seen.size;
      const progress = isFirstLoad ? { done, total } : { done: seen.size };
      const next: Cursor = {
        ...cursor,
        since,
        done: isFirstLoad ? done : cursor.done,
      };
      await run.save(next, progress);
      signal.throwIfAborted();
      if (page.next === undefined) {
        return next;
      }
    }
  }

  /**
   * Creates, updates and deletes the modules of versions. Skips archived versions that the last run
   * did not have. Requires that the Callboard project is not archived: otherwise, it would miss the
   * deletions.
   *
   * @param before - the ids of the versions in the last run
   * @returns the ids of the versions that are not skipped
   */
  private async readVersions(
    { name, entity_ref }: SyncedProject,
    before: readonly string[],
    signal: AbortSignal,
  ): Promise<string[]> {
    const { api, sink, workspace } = this.deps;
    const versions = await api.listVersions(name, signal);
    const updated_at = new Date(api.now()).toISOString();
    const current = versions.filter(
      ({ id, archived }) => !archived || before.includes(id),
    );
    const deleted = before.filter(
      id => !versions.some(other => other.id === id),
    );
    const settings = [
      ...current.flatMap(version => toIngestedModule(version) ?? []),
      ...deleted.map(external_id => ({
        external_id,
        name: external_id,
        is_deleted: true,
      })),
    ];
    for (const batch of chunk(settings, MAX_INGESTED_ITEMS)) {
      await sink.ingestSettings(
        workspace,
        batch.map(setting => ({
          ...setting,
          kind: 'module',
          entity_ref,
          updated_at,
        })),
      );
    }
    return current.map(({ id }) => id);
  }

  private async syncDeletions(
    cursor: Cursor,
    target: IngestionTarget,
    run: SyncRun,
  ): Promise<void> {
    const { deletions_at, missing_offset, done } = cursor;
    const at = this.deps.api.now();
    const isDue =
      deletions_at !== null &&
      at - Date.parse(deletions_at) >= DELETIONS_EVERY_MS;
    if (isDue || deletions_at === null) {
      const next: Cursor = {
        ...cursor,
        deletions_at: new Date(at).toISOString(),
        missing_offset: isDue
          ? await this.deps.deletedIssues.delete(target, missing_offset)
          : 0,
      };
      await run.save(next, { done, total: done });
    }
  }
}

/**
 * The query for changed issues. Uses a relative time, which is independent of clocks and time
 * zones. Jira would read a date in the time zone of the token's account.
 */
function formatQuery(
  project: string,
  since: string | null,
  now: number,
): string {
  const minutes = since && Math.ceil((now - Date.parse(since)) / MINUTE_MS) + 1;
  const changed = minutes === null ? '' : ` AND updated >= "-${minutes}m"`;
  return `project = "${project}"${changed} ORDER BY updated ASC, key ASC`;
}

/** The later of `since` and the time of the last change on a page. */
function findLaterChange(
  { issues }: IssuePage,
  since: string | null,
): string | null {
  const { data } = listedIssue.safeParse(issues.at(-1));
  const last = data?.fields.updated ?? '';
  return last > (since ?? '') ? last : since;
}

/** Identifies a state of an issue. */
function getVersion(issue: unknown): string {
  const { data } = listedIssue.safeParse(issue);
  return data ? `${data.id} ${data.fields.updated}` : JSON.stringify(issue);
}

function subtract(time: string, ms: number): string {
  return new Date(Date.parse(time) - ms).toISOString();
}

function isMuchLater(time: string, start: string | null): boolean {
  return !start || Date.parse(time) - Date.parse(start) >= RESTART_MS;
}
