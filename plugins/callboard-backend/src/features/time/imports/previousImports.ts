import { Knex } from 'knex';
import { toCellText } from '../../../exports/toCellText';
import { inListSql } from '../../../database/bulk';
import { lookUpMany } from '../../../kernel/yielding';
import {
  readWorklog,
  selectWorklogs,
  WorklogRow,
} from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** Returns the given digests that belong to existing worklogs of a workspace. */
export async function findKnownDigests(
  knex: Knex,
  workspace_id: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const knownDigests = await lookUpMany(digests, batch =>
    knex('worklogs')
      .where({ workspace_id })
      .whereNull('deleted_at')
      // Without this condition SQLite does not use the partial index.
      .whereNotNull('external_digest')
      .whereRaw(...inListSql(knex, 'external_digest', batch, 'text'))
      .pluck<string[]>('external_digest'),
  );
  return new Set(knownDigests);
}

/**
 * Returns a function that checks whether a row was exported from a worklog of the workspace and
 * still has its values. Ignores the billable flag and the activity type.
 */
export async function createUnchangedCheck(
  knex: Knex,
  workspace_id: string,
  drafts: readonly WorklogDraft[],
): Promise<(draft: WorklogDraft, logged_by: string) => boolean> {
  const ids = drafts.flatMap(({ entry_id }) => entry_id ?? []);
  const rows = await lookUpMany(
    ids,
    async (batch): Promise<any[]> =>
      selectWorklogs(knex)
        .where('worklogs.workspace_id', workspace_id)
        .whereRaw(...inListSql(knex, 'worklogs.id', batch)),
  );
  const worklogs = new Map(rows.map(row => [row.id, readWorklog(row)]));
  return (draft, logged_by) => {
    const worklog =
      draft.entry_id === null ? undefined : worklogs.get(draft.entry_id);
    return (
      worklog !== undefined && hasExportedValues(worklog, draft, logged_by)
    );
  };
}

/** Compares texts as exported, because a file cannot represent every text exactly. */
function hasExportedValues(
  worklog: WorklogRow,
  draft: WorklogDraft,
  logged_by: string,
): boolean {
  const toExportedText = (text: string | null) => toCellText(text ?? '').trim();
  return (
    worklog.logged_by === logged_by &&
    draft.identifiers.includes(worklog.identifier) &&
    worklog.logged_at === draft.logged_at &&
    worklog.started_at === draft.started_at &&
    worklog.duration_minutes === draft.duration_minutes &&
    toExportedText(worklog.description) === toExportedText(draft.description)
  );
}
