import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { createHash } from 'crypto';
import { WorklogDraft } from './WorklogDraft';

/**
 * Computes digests that recognise the rows of a file in later imports. Identical rows are
 * distinguished by their ordinal.
 */
export class RowDigests {
  readonly #count = new Map<string, number>();

  constructor(private readonly format: WorklogFormat) {}

  /** The digest of the next row: 64 hexadecimal digits. */
  computeNextDigest(
    draft: Pick<
      WorklogDraft,
      'logged_at' | 'started_at' | 'duration_minutes' | 'description'
    >,
    { logged_by, work_item_id }: { logged_by: string; work_item_id: string },
  ): string {
    const content = computeDigest([
      this.format,
      logged_by,
      work_item_id,
      draft.logged_at,
      draft.started_at,
      draft.duration_minutes,
      draft.description,
    ]);
    const ordinal = this.#count.get(content) ?? 0;
    this.#count.set(content, ordinal + 1);
    return computeDigest([content, ordinal]);
  }
}

function computeDigest(values: ReadonlyArray<string | number | null>): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
