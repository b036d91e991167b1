import {
  ingestedWorklog,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { ProjectRow, WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { lockForShare } from '../../../database/locks';
import { toNextVersion } from '../../../database/Table';
import { Actor } from '../../../kernel/actor';
import {
  HIDDEN_REASON,
  readSnapshots,
  SourceKey,
} from '../../work/ingest/readSnapshots';
import { recordProjectBulkAction } from '../../work/items/WorkItemChanges';
import { lockPeople } from '../people/lockPeople';
import { buildIngestedWorklog } from './buildIngestedWorklog';
import { readWorklogOwners } from './buildWorklog';
import { TimeCore } from '../TimeCore';
import { applyWorklogChanges } from './applyWorklogChanges';
import {
  findWorklogProblems,
  formatWorklogProblem,
} from './findWorklogProblems';
import { findProjects, ItemWithRights } from './LoggableItems';
import { chooseNewest, WorklogResults, WorklogSnapshot } from './chooseNewest';
import { WorklogPair } from './WorklogRow';
import {
  findHiddenItemIds,
  findWorklogSources,
  listDescribedWorklogs,
  resetWorklogSources,
  saveWorklogSources,
  StoredWorklogs,
} from './worklogSources';

interface Call {
  workspace: WorkspaceRow;
  source: string;
  snapshots: readonly WorklogSnapshot[];
}

/** A snapshot to apply, with the item and the change of its worklog. */
interface PlannedChange {
  snapshot: WorklogSnapshot;
  item: ItemWithRights;
  pair: WorklogPair;
}

/** Synchronises the worklogs of other systems. */
export class WorklogIngestion {
  constructor(
    private readonly core: Pick<TimeCore, 'changes' | 'people' | 'items'>,
  ) {}

  /**
   * Applies worklog snapshots, in any order and any number of times. The newest snapshot of each
   * worklog wins, and deleted worklogs stay deleted. One transaction stores all snapshots that the
   * rules for logging time allow. A refused snapshot is not stored, so that it can be sent again.
   *
   * @returns the result of each snapshot, in input order
   */
  async ingest(
    actor: Actor,
    workspace: WorkspaceRow,
    { source, worklogs }: { source: string; worklogs: readonly unknown[] },
  ): Promise<IngestionResult[]> {
    const { snapshots, failures: resultsByIndex } = readSnapshots(
      ingestedWorklog,
      worklogs,
    );
    if (snapshots.length > 0) {
      // Loads people before the transaction, which must not wait for the catalog.
      await this.core.people.getMany(listPeople(snapshots));
      const call = { workspace, source, snapshots };
      const worklogResults = new WorklogResults(resultsByIndex);
      await retryConflicts(() =>
        this.core.changes.run({ ...actor, source: 'ingest' }, change =>
          this.applyAll(change, call, worklogResults),
        ),
      );
    }
    return worklogs.map((_, index) => resultsByIndex.get(index)!);
  }

  /**
   * Removes the descriptions of a source's worklogs on hidden items, even in locked periods and
   * archived projects. Resets their stored digests too, so that the source can send the same
   * worklogs again.
   */
  async hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<void> {
    await retryConflicts(() =>
      this.core.changes.run({ ...actor, source: 'ingest' }, async change => {
        const { tx } = change;
        const find = () =>
          listDescribedWorklogs(tx, key, work_item_external_ids);
        const found = await find();
        if (found.length === 0) {
          return;
        }
        const people = found.map(({ logged_by }) => logged_by);
        await lockPeople(change, key.workspace_id, people);
        const projectIds = found.map(({ project_id }) => project_id);
        const projects = await findProjects(tx, projectIds, lockForShare);
        // Reads again, because another transaction may have changed worklogs before the lock.
        const byProject = groupBy(await find(), 'project_id');
        for (const [id, rows] of Object.entries(byProject)) {
          const project = projects.get(id);
          if (!project) continue;
          const pairs = rows.map(before => ({
            before,
            after: toNextVersion(before, { description: null }, change.now),
          }));
          await this.applyToProject(change, key.source, project, pairs, [
            'description',
          ]);
          const ids = rows.map(row => row.id);
          await resetWorklogSources(tx, key, ids);
        }
      }),
    );
  }

  private async applyAll(
    change: Change,
    call: Call,
    results: WorklogResults,
  ): Promise<void> {
    const { workspace, source } = call;
    const key = { workspace_id: workspace.id, source };
    const stored = await this.findAndLock(change, call);
    const newest = chooseNewest(call.snapshots, stored, results);
    const { accepted, deletionsWithoutChange } = await this.plan(
      change,
      call,
      { stored, newest },
      results,
    );
    await this.store(change, source, accepted, results);
    deletionsWithoutChange.forEach(snapshot =>
      results.set(snapshot, 'deleted'),
    );
    await saveWorklogSources(change.tx, key, [
      ...accepted.map(({ snapshot, pair }) =>
        toWorklogSource(snapshot, pair.after?.id ?? null),
      ),
      ...deletionsWithoutChange.map(snapshot =>
        toWorklogSource(snapshot, null),
      ),
    ]);
  }

  /**
   * Finds the stored worklogs and items to which the snapshots refer. Locks the time of the people
   * to whom the snapshots or the stored worklogs belong.
   */
  private async findAndLock(
    change: Change,
    { workspace, source, snapshots }: Call,
  ): Promise<StoredWorklogs> {
    const findAll = () =>
      findWorklogSources(
        change.tx,
        { workspace_id: workspace.id, source },
        {
          worklogs: snapshots.map(({ item: worklog }) => worklog.external_id),
          items: snapshots.map(
            ({ item: worklog }) => worklog.work_item_external_id,
          ),
        },
      );
    const found = await findAll();
    await lockPeople(change, workspace.id, [
      ...listPeople(snapshots),
      ...[...found.worklogs.values()].map(({ logged_by }) => logged_by),
    ]);
    // Reads again, because another transaction may have stored worklogs before the lock.
    return findAll();
  }

  /**
   * Plans the changes, and checks them against the rules for logging time. Records the results of
   * rejected snapshots.
   */
  private async plan(
    change: Change,
    { workspace }: Call,
    {
      stored,
      newest,
    }: { stored: StoredWorklogs; newest: readonly WorklogSnapshot[] },
    results: WorklogResults,
  ): Promise<{
    accepted: PlannedChange[];
    /** Deletions of worklogs that are not stored. */
    deletionsWithoutChange: WorklogSnapshot[];
  }> {
    const { tx, actor } = change;
    const rows = [...stored.worklogs.values()];
    const people = uniq([
      ...listPeople(newest),
      ...rows.map(({ logged_by }) => logged_by),
    ]);
    const items = await this.core.items.findAndLockProjects(
      tx,
      actor.user_ref,
      uniq([
        ...stored.itemIds.values(),
        ...rows.map(({ work_item_id }) => work_item_id),
      ]),
      workspace.id,
    );
    // Runs after the projects are locked. Otherwise another transaction could hide items meanwhile.
    const hiddenItemIds = await findHiddenItemIds(tx, [...items.keys()]);
    const context = {
      workspace,
      getOwner: await readWorklogOwners(tx, workspace.id, people),
      getTimeZone: await readTimeZones(tx, people),
    };
    const planned: PlannedChange[] = [];
    const deletionsWithoutChange: WorklogSnapshot[] = [];
    for (const snapshot of newest) {
      const { external_id, work_item_external_id, is_deleted } = snapshot.item;
      const worklog_id = stored.sourceWorklogs.get(external_id)?.worklog_id;
      const before = (worklog_id && stored.worklogs.get(worklog_id)) || null;
      const item = items.get(
        before?.work_item_id ?? stored.itemIds.get(work_item_external_id) ?? '',
      );
      if (is_deleted) {
        if (before && item) {
          planned.push({ snapshot, item, pair: { before, after: null } });
        } else {
          deletionsWithoutChange.push(snapshot);
        }
        continue;
      }
      const built = hiddenItemIds.has(item?.id ?? '')
        ? { reason: HIDDEN_REASON }
        : buildIngestedWorklog(
            change,
            { values: snapshot.item, before, item },
            context,
          );
      if ('reason' in built) {
        results.fail(snapshot, built.reason);
      } else {
        const pair = { before, after: built.row };
        planned.push({ snapshot, item: item!, pair });
      }
    }
    const problems = await findWorklogProblems(
      change,
      workspace,
      planned.map(({ pair }) => pair),
    );
    const rejected = new Set<PlannedChange>();
    for (const problem of problems) {
      const { snapshot, pair } = planned[problem.index];
      const worklog = (pair.after ?? pair.before)!;
      results.fail(snapshot, formatWorklogProblem(problem, worklog));
      rejected.add(planned[problem.index]);
    }
    return {
      deletionsWithoutChange,
      accepted: planned.filter(each => !rejected.has(each)),
    };
  }

  private async store(
    change: Change,
    source: string,
    accepted: readonly PlannedChange[],
    results: WorklogResults,
  ): Promise<void> {
    const byProject = groupBy(accepted, ({ item }) => item.project.id);
    for (const planned of Object.values(byProject)) {
      const changed = await this.applyToProject(
        change,
        source,
        planned[0].item.project,
        planned.map(({ pair }) => pair),
      );
      for (const { snapshot, pair } of planned) {
        results.set(snapshot, getStatus(pair, changed), pair.after);
      }
    }
  }

  /**
   * Stores changed worklogs of a project. Records them in the activity log as one bulk action,
   * unless `pairs` has a single element.
   *
   * @param sensitive - fields whose values the activity log and webhooks omit
   * @returns the ids of the worklogs that differ from the stored ones
   */
  private async applyToProject(
    change: Change,
    source: string,
    project: ProjectRow,
    pairs: readonly WorklogPair[],
    sensitive: readonly string[] = [],
  ): Promise<ReadonlySet<string>> {
    const isSingle = pairs.length === 1;
    const changedPairs = await applyWorklogChanges(change, pairs, {
      detail: !isSingle,
      metadata: { source },
      sensitive,
    });
    const changed = new Set(
      changedPairs.map(({ before, after }) => (after ?? before)!.id),
    );
    if (!isSingle && changed.size > 0) {
      recordProjectBulkAction(change, project, 'ingest', {
        text: formatCountedNoun(changed.size, 'time entry', 'time entries'),
        entity_type: 'worklog',
        source,
        changed: changed.size,
        unchanged: pairs.length - changed.size,
      });
    }
    return changed;
  }
}

function getStatus(
  { before, after }: WorklogPair,
  changed: ReadonlySet<string>,
): IngestionResult['status'] {
  if (!after) return 'deleted';
  if (!before) return 'created';
  return changed.has(after.id) ? 'updated' : 'unchanged';
}

function listPeople(snapshots: readonly WorklogSnapshot[]): string[] {
  return snapshots.flatMap(({ item: worklog }) => worklog.logged_by ?? []);
}

function toWorklogSource(
  { item: worklog, digest }: WorklogSnapshot,
  worklog_id: string | null,
) {
  return {
    external_id: worklog.external_id,
    worklog_id,
    external_updated_at: worklog.updated_at,
    external_digest: digest,
  };
}
