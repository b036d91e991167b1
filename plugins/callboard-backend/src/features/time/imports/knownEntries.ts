import { Knex } from 'knex';
import { sheetText } from '../../../exports/sheetText';
import { isOneOf } from '../../../database/bulk';
import { lookUpMany } from '../../../database/lookUpMany';
import { readWorklog, selectWorklogs } from '../worklogs/selectWorklogs';
import { WorklogRow } from '../worklogs/WorklogRow';
import { WorklogDraft } from './WorklogDraft';

/** Those of some digests that live entries of a workspace have. */
export async function knownDigests(
  knex: Knex,
  workspace_id: string,
  digests: readonly string[],
): Promise<ReadonlySet<string>> {
  const known = await lookUpMany(digests, some =>
    knex('worklogs')
      .where({ workspace_id })
      .whereNull('deleted_at')
      // Else SQLite would not see that the index is about it.
      .whereNotNull('external_digest')
      .whereRaw(...isOneOf(knex, 'external_digest', some, 'text'))
      .pluck<string[]>('external_digest'),
  );
  return new Set(known);
}

/**
 * Tells whether a row was written from an entry of the workspace that still is what
 * the row says.
 */
export async function unchangedEntries(
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
        .whereRaw(...isOneOf(knex, 'worklogs.id', some)),
  );
  const entries = new Map(rows.map(row => [row.id, readWorklog(row)]));
  return (draft, logged_by) => {
    const entry =
      draft.entry_id === null ? undefined : entries.get(draft.entry_id);
    return entry !== undefined && isAsWritten(entry, draft, logged_by);
  };
}

/** A file cannot hold every text exactly as it is. */
function isAsWritten(
  entry: WorklogRow,
  draft: WorklogDraft,
  logged_by: string,
): boolean {
  const written = (text: string | null) => sheetText(text ?? '').trim();
  return (
    entry.logged_by === logged_by &&
    draft.identifiers.includes(entry.identifier) &&
    entry.logged_at === draft.logged_at &&
    entry.started_at === draft.started_at &&
    entry.duration_minutes === draft.duration_minutes &&
    written(entry.description) === written(draft.description)
  );
}
