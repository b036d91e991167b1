import {
  IngestedWorklog,
  ingestedWorklog,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { WorkspaceRow } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { PeopleService } from '../../../core/people/PeopleService';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { Actor } from '../../../kernel/actor';
import {
  compareSnapshot,
  createFailedResult,
  ParsedSnapshot,
  readSnapshots,
} from '../../work/ingest/readSnapshots';
import { recordProjectBulkAction } from '../../work/items/WorkItemChanges';
import { lockPeople } from '../people/lockPeople';
import { buildIngestedWorklog, readBuildContext } from './buildIngestedWorklog';
import { formatWorklogProblem } from './findWorklogProblems';
import { ItemWithRights, LoggableItems } from './LoggableItems';
import { WorklogChanges } from './WorklogChanges';
import { WorklogPair, WorklogRow } from './WorklogRow';
import {
  findWorklogSources,
  saveWorklogSources,
  StoredWorklogs,
} from './worklogSources';

type Snapshot = ParsedSnapshot<IngestedWorklog>;

/** One ingestion call of a source. */
interface Call {
  workspace: WorkspaceRow;
  source: string;
  snapshots: readonly Snapshot[];
}

/** A snapshot to apply, with the item and the change of its worklog. */
interface PlannedWorklog {
  snapshot: Snapshot;
  item: ItemWithRights;
  pair: WorklogPair;
}

/** The results of a call, by index. */
class Results {
  constructor(private readonly byIndex: Map<number, IngestionResult>) {}

  set(
    { index, item: { external_id } }: Snapshot,
    status: IngestionResult['status'],
    row?: WorklogRow | null,
  ): void {
    this.byIndex.set(index, {
      external_id,
      status,
      id: row?.id ?? null,
      identifier: row?.identifier ?? null,
      reason: null,
    });
  }

  fail({ index, item }: Snapshot, reason: string): void {
    this.byIndex.set(index, createFailedResult(item.external_id, reason));
  }
}

/** Synchronises the worklogs of other systems. */
export class WorklogIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      people: PeopleService;
      items: LoggableItems;
      worklogChanges: WorklogChanges;
    },
  ) {}

  /**
   * Applies worklog snapshots, in any order and any number of times. The newest snapshot of each
   * worklog wins, and deleted worklogs stay deleted. One transaction stores all snapshots that the
   * rules of logging allow. A refused snapshot is not stored, so that it can be sent again.
   *
   * @returns the result of each snapshot, in input order
   */
  async ingest(
    actor: Actor,
    workspace: WorkspaceRow,
    { source, worklogs }: { source: string; worklogs: readonly unknown[] },
  ): Promise<IngestionResult[]> {
    const { snapshots, failures } = readSnapshots(ingestedWorklog, worklogs);
    if (snapshots.length > 0) {
      // Loads people before the transaction, which must not wait for the catalog.
      await this.deps.people.getMany(listPeople(snapshots));
      const call = { workspace, source, snapshots };
      const results = new Results(failures);
      await retryConflicts(() =>
        this.deps.changes.run({ ...actor, source: 'ingest' }, change =>
          this.applyAll(change, call, results),
        ),
      );
    }
    return worklogs.map((_, index) => failures.get(index)!);
  }

  private async applyAll(
    change: Change,
    call: Call,
    results: Results,
  ): Promise<void> {
    const { workspace, source } = call;
    const key = { workspace_id: workspace.id, source };
    const stored = await this.findAndLock(change, call);
    const newest = chooseNewest(call.snapshots, stored, results);
    const { accepted, rejected, unstored } = await this.plan(change, call, {
      stored,
      newest,
    });
    rejected.forEach(({ snapshot, reason }) => results.fail(snapshot, reason));
    await this.store(change, source, accepted, results);
    unstored.forEach(snapshot => results.set(snapshot, 'deleted'));
    await saveWorklogSources(change.tx, key, [
      ...accepted.map(({ snapshot, pair }) =>
        toWorklogSource(snapshot, pair.after?.id ?? null),
      ),
      ...unstored.map(snapshot => toWorklogSource(snapshot, null)),
    ]);
  }

  /** Finds what the snapshots refer to, and locks the time of their people. */
  private async findAndLock(
    change: Change,
    { workspace, source, snapshots }: Call,
  ): Promise<StoredWorklogs> {
    const findAll = () =>
      findWorklogSources(
        change.tx,
        { workspace_id: workspace.id, source },
        {
          worklogs: snapshots.map(({ item }) => item.external_id),
          items: snapshots.map(({ item }) => item.work_item_external_id),
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

  /** Plans the changes, and checks them by the rules of logging. */
  private async plan(
    change: Change,
    { workspace }: Call,
    { stored, newest }: { stored: StoredWorklogs; newest: readonly Snapshot[] },
  ): Promise<{
    accepted: PlannedWorklog[];
    rejected: Array<{ snapshot: Snapshot; reason: string }>;
    /** Deletions of worklogs that are not stored. */
    unstored: Snapshot[];
  }> {
    const { tx, actor } = change;
    const rows = [...stored.worklogs.values()];
    const people = uniq([
      ...listPeople(newest),
      ...rows.map(({ logged_by }) => logged_by),
    ]);
    const items = await this.deps.items.findItemsAndLockProjects(
      tx,
      workspace.id,
      actor.user_ref,
      uniq([
        ...stored.itemIds.values(),
        ...rows.map(({ work_item_id }) => work_item_id),
      ]),
    );
    const context = await readBuildContext(tx, workspace, people);
    const planned: PlannedWorklog[] = [];
    const rejected: Array<{ snapshot: Snapshot; reason: string }> = [];
    const unstored: Snapshot[] = [];
    for (const snapshot of newest) {
      const { external_id, work_item_external_id, is_deleted } = snapshot.item;
      const worklog_id = stored.sources.get(external_id)?.worklog_id;
      const before = (worklog_id && stored.worklogs.get(worklog_id)) || null;
      const item = items.get(
        before?.work_item_id ?? stored.itemIds.get(work_item_external_id) ?? '',
      );
      if (is_deleted) {
        if (before && item) {
          planned.push({ snapshot, item, pair: { before, after: null } });
        } else {
          unstored.push(snapshot);
        }
        continue;
      }
      const built = buildIngestedWorklog(
        change,
        { values: snapshot.item, before, item },
        context,
      );
      if ('reason' in built) {
        rejected.push({ snapshot, reason: built.reason });
      } else {
        const pair = { before, after: built.row };
        planned.push({ snapshot, item: item!, pair });
      }
    }
    const problems = await this.deps.worklogChanges.findProblems(
      change,
      workspace,
      planned.map(({ pair }) => pair),
    );
    const reasons = new Map(
      problems.map(problem => {
        const { before, after } = planned[problem.index].pair;
        const reason = formatWorklogProblem(problem, (after ?? before)!);
        return [problem.index, reason];
      }),
    );
    return {
      unstored,
      accepted: planned.filter((_, index) => !reasons.has(index)),
      rejected: [
        ...rejected,
        ...[...reasons].map(([index, reason]) => ({
          snapshot: planned[index].snapshot,
          reason,
        })),
      ],
    };
  }

  /** Stores changed worklogs, as one bulk action per project. */
  private async store(
    change: Change,
    source: string,
    accepted: readonly PlannedWorklog[],
    results: Results,
  ): Promise<void> {
    const byProject = groupBy(accepted, ({ item }) => item.project.id);
    for (const planned of Object.values(byProject)) {
      const isSingle = planned.length === 1;
      const changedPairs = await this.deps.worklogChanges.apply(
        change,
        planned.map(({ pair }) => pair),
        { detail: !isSingle, metadata: { source } },
      );
      const changed = new Set(
        changedPairs.map(({ before, after }) => (after ?? before)!.id),
      );
      for (const { snapshot, pair } of planned) {
        results.set(snapshot, getStatus(pair, changed), pair.after);
      }
      if (!isSingle && changed.size > 0) {
        recordProjectBulkAction(change, planned[0].item.project, 'ingest', {
          text: formatCountedNoun(changed.size, 'time entry', 'time entries'),
          entity_type: 'worklog',
          source,
          changed: changed.size,
          unchanged: planned.length - changed.size,
        });
      }
    }
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

function listPeople(snapshots: readonly Snapshot[]): string[] {
  return snapshots.flatMap(({ item }) => item.logged_by ?? []);
}

function toWorklogSource(
  { item, digest }: Snapshot,
  worklog_id: string | null,
) {
  return {
    external_id: item.external_id,
    worklog_id,
    external_updated_at: item.updated_at,
    external_digest: digest,
  };
}

/**
 * Chooses the snapshot of each worklog that is to be applied: a deletion, else the newest one.
 * Records the results of the others.
 */
function chooseNewest(
  snapshots: readonly Snapshot[],
  { sources, worklogs }: StoredWorklogs,
  results: Results,
): Snapshot[] {
  const newest: Snapshot[] = [];
  for (const [external_id, group] of Object.entries(
    groupBy(snapshots, ({ item }) => item.external_id),
  )) {
    const known = sources.get(external_id);
    const row = known?.worklog_id ? worklogs.get(known.worklog_id) : undefined;
    if (known && !row) {
      // Deleted at the source or in Callboard.
      group.forEach(snapshot => results.set(snapshot, 'deleted'));
      continue;
    }
    const chosen =
      group.find(({ item }) => item.is_deleted) ??
      group.reduce((best, snapshot) =>
        compareSnapshot(snapshot, {
          external_updated_at: best.item.updated_at,
          external_digest: best.digest,
        }) > 0
          ? snapshot
          : best,
      );
    const order = compareSnapshot(chosen, known);
    group.forEach(snapshot => results.set(snapshot, 'outdated', row));
    if (chosen.item.is_deleted || order > 0) {
      newest.push(chosen);
    } else if (order === 0) {
      results.set(chosen, 'unchanged', row);
    }
  }
  return newest;
}
