import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { PackedAmendments } from './amendments';

/** A mark's amendments of one seal. */
export interface StoredAmendments extends PackedAmendments {
  /** The amended seal. */
  number: number;
  mark: number;
  /**
   * Whether a mark can have written them: a seal of another kind than over rows, later than the
   * amended seal. Only these prove that rows were changed legitimately.
   */
  isByMark: boolean;
}

/** Reads the amendments of seals in the order of the marks. */
export async function readAmendments(
  knex: Knex,
  numbers: readonly number[],
): Promise<StoredAmendments[]> {
  const rows: any[] = await knex('activity_amendments AS amendments')
    .leftJoin('activity_seals AS marks', 'marks.number', 'amendments.mark')
    .select('amendments.number', 'amendments.mark', 'amended', 'salts', 'kind')
    .whereRaw(...inListSql(knex, 'amendments.number', numbers, 'bigint'))
    .orderBy('amendments.mark');
  return rows.map(({ kind, amended, salts, ...row }) => {
    const [number, mark] = [Number(row.number), Number(row.mark)];
    const isByMark = kind !== null && kind !== 'rows' && mark > number;
    return { number, mark, isByMark, amended, salts };
  });
}
