import {
  IngestedWorklog,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import {
  compareSnapshot,
  createFailedResult,
  ParsedSnapshot,
} from '../../work/ingest/readSnapshots';
import { WorklogRow } from './WorklogRow';
import { StoredWorklogs } from './worklogSources';

export type WorklogSnapshot = ParsedSnapshot<IngestedWorklog>;

/** The results of an ingestion call, by the index of the snapshot. */
export class WorklogResults {
  constructor(private readonly byIndex: Map<number, IngestionResult>) {}

  set(
    { index, item: { external_id } }: WorklogSnapshot,
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

  fail({ index, item }: WorklogSnapshot, reason: string): void {
    this.byIndex.set(index, createFailedResult(item.external_id, reason));
  }
}

/**
 * Chooses the snapshot to apply to each worklog: a deletion if there is one, otherwise the newest
 * snapshot if it is newer than the stored state. Chooses no snapshot for a worklog that was already
 * deleted. Records the results of the snapshots that are not chosen.
 */
export function chooseNewest(
  snapshots: readonly WorklogSnapshot[],
  { sourceWorklogs, worklogs }: StoredWorklogs,
  results: WorklogResults,
): WorklogSnapshot[] {
  const newest: WorklogSnapshot[] = [];
  for (const [external_id, group] of Object.entries(
    groupBy(snapshots, ({ item }) => item.external_id),
  )) {
    const known = sourceWorklogs.get(external_id);
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
