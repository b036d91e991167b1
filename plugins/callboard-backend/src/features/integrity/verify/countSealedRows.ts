import { Knex } from 'knex';
import { VerificationRange } from './verifyChain';

/** Counts the rows that the seals of a range cover. */
export async function countSealedRows(
  knex: Knex,
  { from, to }: VerificationRange,
): Promise<number> {
  const query = knex('activity_seals').where({ kind: 'rows' });
  if (from !== undefined) query.where('number', '>=', from);
  if (to !== undefined) query.where('number', '<=', to);
  const [{ rows }] = await query.sum({ rows: 'rows' });
  return Number(rows ?? 0);
}
