import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { toCellText } from '../../../exports/toCellText';
import { inListSql } from '../../../database/bulk';
import { lookUpMany } from '../../../kernel/yielding';
import {
  readWorklog,
  selectWorklogs,
  WorklogRow,
} from '../worklogs/WorklogRow';
import { readTimeViewer, whereTimeVisible } from '../worklogs/whereTimeVisible';
import { WorklogDraft } from './WorklogDraft';

/**
 * Computes digests that identify the rows of a file in later imports. Identical rows are
 * distinguished by their ordinal.
 */
export class RowDigests {
  readonly #counts = new Map<string, number>();

  constructor(private readonly format: WorklogFormat) {}

  /**
   * The digest of the next row: 64 hexadecimal digits.
   *
   * @param owner - `logged_by`: the person; `target`: the id of the work item that the row names.
   *   If the row names none, `target` is the key of its task, so that later imports recognise the
   *   row even if its task is mapped to another item by then
   */
  computeNextDigest(
    draft: WorklogDraft,
    { logged_by, target }: { logged_by: string; target: string },
  ): string {
    const content = computeDigest([
      this.format,
      logged_by,
      target,
      draft.logged_at,
      draft.started_at,
      draft.duration_minutes,
      // Earlier versions imported descriptions without outer white space.
      draft.description?.trim() ?? null,
    ]);
    const ordinal = this.#counts.get(content) ?? 0;
    this.#counts.set(content, ordinal + 1);
    return computeDigest([content, ordinal]);
  }
}

function computeDigest(values: ReadonlyArray<string | number | null>): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

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
 * Returns a function that checks whether Callboard exported a row from a worklog that the caller
 * can read, and whether the worklog still has the values of the row. Ignores the billable flag and
 * the activity type.
 */
export async function createUnchangedCheck(
  knex: Knex,
  context: RequestContext,
  drafts: readonly WorklogDraft[],
): Promise<(draft: WorklogDraft, logged_by: string | null) => boolean> {
  const viewer = await readTimeViewer(knex, context);
  const ids = drafts.flatMap(({ entry_id }) => entry_id ?? []);
  const rows = await lookUpMany(
    ids,
    async (batch): Promise<any[]> =>
      whereTimeVisible(knex, selectWorklogs(knex), viewer).whereRaw(
        ...inListSql(knex, 'worklogs.id', batch),
      ),
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
  logged_by: string | null,
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
