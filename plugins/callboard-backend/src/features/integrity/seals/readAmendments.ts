import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { PackedAmendments } from './amendments';

/** What a mark says of the rows of one seal. */
export interface StoredAmendments extends PackedAmendments {
  /** The seal. */
  number: number;
  mark: number;
  /**
   * Whether a mark can have said it: a seal of another kind than those over rows, which
   * came after the seal. Nothing else is a proof that rows went.
   */
  isByMark: boolean;
}

/** What is said of the rows of seals, in the order of the marks. */
export async function readAmendments(
  knex: Knex,
  numbers: readonly number[],
): Promise<StoredAmendments[]> {
  const rows: any[] = await knex('activity_amendments AS amendments')
    .leftJoin('activity_seals AS marks', 'marks.number', 'amendments.mark')
    .select('amendments.number', 'amendments.mark', 'amended', 'salts', 'kind')
    .whereRaw(...isOneOf(knex, 'amendments.number', numbers, 'bigint'))
    .orderBy('amendments.mark');
  return rows.map(({ kind, amended, salts, ...row }) => {
    const [number, mark] = [Number(row.number), Number(row.mark)];
    const isByMark = kind !== null && kind !== 'rows' && mark > number;
    return { number, mark, isByMark, amended, salts };
  });
}
