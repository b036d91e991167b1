import { Knex } from 'knex';
import { toCellText } from '../../../exports/toCellText';
import { inListSql } from '../../../database/bulk';
import { lookUpMany } from '../../../database/lookUpMany';
import { readWorklog, selectWorklogs } from '../worklogs/selectWorklogs';
import { WorklogRow } from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** Returns the given digests that live worklogs of a workspace have. */
export async function findKnownDigests(
  knex: Knex,
  workspace_id: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = await lookUpMany(digests, some =>
    knex('worklogs')
      .where({ workspace_id })
      .whereNull('deleted_at')
      // Without this condition SQLite does not use the partial index.
      .whereNotNull('external_digest')
      .whereRaw(...inListSql(knex, 'external_digest', some, 'text'))
      .pluck<string[]>('external_digest'),
  );
  return new Set(known);
}

/**
 * Returns whether a row was exported from a worklog of the workspace that still has the same
 * values.
 */
export async function createUnchangedCheck(
  knex: Knex,
  workspace_id: string,
  drafts: readonly WorklogDraft[],
): Promise<(draft: WorklogDraft, logged_by: string) => boolean> {
  const ids = drafts.flatMap(({ entry_id }) => entry_id ?? []);
  const rows = await lookUpMany(
    ids,
    async (some): Promise<any[]> =>
      selectWorklogs(knex)
        .where('worklogs.workspace_id', workspace_id)
        .whereRaw(...inListSql(knex, 'worklogs.id', some)),
  );
  const entries = new Map(rows.map(row => [row.id, readWorklog(row)]));
  return (draft, logged_by) => {
    const entry =
      draft.entry_id === null ? undefined : entries.get(draft.entry_id);
    return entry !== undefined && isAsWritten(entry, draft, logged_by);
  };
}

/** A file cannot represent every text exactly. */
function isAsWritten(
  entry: WorklogRow,
  draft: WorklogDraft,
  logged_by: string,
): boolean {
  const toExportedText = (text: string | null) => toCellText(text ?? '').trim();
  return (
    entry.logged_by === logged_by &&
    draft.identifiers.includes(entry.identifier) &&
    entry.logged_at === draft.logged_at &&
    entry.started_at === draft.started_at &&
    entry.duration_minutes === draft.duration_minutes &&
    toExportedText(entry.description) === toExportedText(draft.description)
  );
}
