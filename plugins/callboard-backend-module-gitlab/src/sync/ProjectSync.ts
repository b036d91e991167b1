import {
  explainParseError,
  isProjectClosed,
  SourceVisibility,
  SyncRun,
} from '@callboard/plugin-callboard-node';
import { z } from 'zod';
import { GitlabApi, IssuePage, IssuePosition } from '../api/GitlabApi';
import { GitlabIssue, gitlabIssue } from '../api/shapes';
import { GitlabProject } from '../catalog/GitlabProjects';
import { IngestionTarget, IssueIngester } from '../IssueIngester';
import { getExternalId } from '../mapping/toIngestedWorkItem';
import { DeletedIssues } from './DeletedIssues';
import { SettingsReader } from './SettingsReader';

/**
 * Each run starts this long before the end of the previous run. GitLab sets the `updated_at` of an
 * issue at most once a minute for comments, and can commit a change after a change with a later
 * time.
 */
const OVERLAP_MS = 2 * 60_000;

/** The time between two searches for deleted issues. */
const DELETIONS_EVERY_MS = 24 * 60 * 60_000;

const storedCursor = z.object({
  /** The next run reads changes since this time; null to read all. */
  since: z.iso.datetime().nullable(),
  /** The number of issues that interrupted runs have read. */
  done: z.int(),
  /** The time of the last search for deleted issues, by GitLab's clock. */
  deletions_at: z.iso.datetime().nullable(),
});

type Cursor = z.output<typeof storedCursor>;

/** Reads the issues that changed in a project since the last run, and their notes. */
export class ProjectSync {
  constructor(
    private readonly deps: {
      api: GitlabApi;
      visibility: SourceVisibility;
      settings: SettingsReader;
      deletedIssues: DeletedIssues;
      issueIngester: IssueIngester;
    },
  ) {}

  /**
   * Continues after the stored cursor. Each page begins at the time of the last issue on the page
   * before it. With page numbers alone, issues that change during the run would shift the pages,
   * and the run would miss issues.
   */
  async read(project: GitlabProject, run: SyncRun): Promise<void> {
    const { signal } = run;
    const { api, visibility, settings } = this.deps;
    await visibility.record(project, !(await api.isPublic(project, signal)));
    if (!run.isArchived) {
      await settings.read(project, signal);
    }
    const target: IngestionTarget = {
      project,
      hasIterations: await settings.hasIterations(project),
      report: problem => run.report(problem),
    };
    const cursor: Cursor = storedCursor.safeParse(await run.readCursor())
      .data ?? { since: null, done: 0, deletions_at: null };
    const seen = new Set<string>();
    let position: IssuePosition = {
      order: 'updated',
      since: cursor.since ?? undefined,
      page: 1,
    };
    let total: number | undefined;
    for (;;) {
      const page = await api.listIssues(project, position, signal);
      total ??= page.total && page.total + cursor.done;
      if (!(await this.storePage(target, page, { run, seen }))) {
        return;
      }
      const progress = { done: cursor.done + seen.size, total };
      if (page.isLast) {
        const end = { ...cursor, since: getOverlapStart(page.at), done: 0 };
        await run.save(end, progress);
        if (await this.syncDeletions(target, end, page.at, signal)) {
          const deletions_at = new Date(page.at).toISOString();
          await run.save({ ...end, deletions_at }, progress);
        }
        return;
      }
      position = getNextPosition(position, page);
      const start = getOverlapStart(page.at);
      const since =
        position.since && position.since < start ? position.since : start;
      await run.save({ ...cursor, since, done: progress.done }, progress);
      signal.throwIfAborted();
    }
  }

  /**
   * Stores a page.
   *
   * @param options - `seen`: the issues that the run has stored, with the times of their changes
   * @returns false if the project rejects issues for now, for example because it is archived
   */
  private async storePage(
    target: IngestionTarget,
    { items, at }: IssuePage,
    { run, seen }: { run: SyncRun; seen: Set<string> },
  ): Promise<boolean> {
    const { issueIngester } = this.deps;
    const issues = parseIssues(target, items).filter(
      issue => !seen.has(getVersion(issue)),
    );
    const results = await issueIngester.ingest(target, { issues, at });
    if (isProjectClosed([...results.values()])) {
      return false;
    }
    const stored = issues.filter(
      issue => results.get(getExternalId(issue, target.project))?.id,
    );
    const { signal } = run;
    await issueIngester.ingestNotes(target, stored, { at, signal });
    issues.forEach(issue => seen.add(getVersion(issue)));
    return true;
  }

  /**
   * Deletes the items of deleted issues, once a day.
   *
   * @returns whether every item whose issue was deleted before `at` is deleted now; false if the
   *   last search was less than a day ago
   */
  private async syncDeletions(
    { project }: IngestionTarget,
    { deletions_at }: Cursor,
    at: number,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (deletions_at === null) {
      // The first run has just read the complete list.
      return true;
    }
    if (at - Date.parse(deletions_at) < DELETIONS_EVERY_MS) {
      return false;
    }
    await this.deps.deletedIssues.delete(project, signal);
    return true;
  }
}

function parseIssues(
  { project, report }: IngestionTarget,
  items: readonly unknown[],
): GitlabIssue[] {
  return items.flatMap(item => {
    const { data, error } = gitlabIssue.safeParse(item);
    if (error) {
      const { id = '?', web_url: url } = item as {
        id?: number;
        web_url?: string;
      };
      const external_id = `${project.host.prefix}${id}`;
      report({ external_id, url, reason: explainParseError(error) });
    }
    return data ?? [];
  });
}

/** Identifies a state of an issue. */
function getVersion({ id, updated_at }: GitlabIssue): string {
  return `${id} ${updated_at}`;
}

function getOverlapStart(at: number): string {
  return new Date(at - OVERLAP_MS).toISOString();
}

function getNextPosition(
  { order, since, page }: IssuePosition,
  { items }: IssuePage,
): IssuePosition {
  const { updated_at } = items[items.length - 1] as { updated_at: string };
  const last = new Date(updated_at).toISOString();
  return since === undefined || last > since
    ? { order, since: last, page: 1 }
    : // The whole page changed at the same time.
      { order, since, page: page + 1 };
}
