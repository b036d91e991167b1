import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { NoticeRow } from './NoticeRow';

/**
 * Those of some people whom no other notice has told of the same act, where that
 * one comes first.
 *
 * @returns in the order of `people`
 */
export async function whoIsUntold(
  knex: Knex,
  { id, act_id, audience }: NoticeRow,
  people: readonly string[],
): Promise<readonly string[]> {
  if (act_id === null || !audience.unless_told) {
    return people;
  }
  const others = knex('notices')
    .select('id')
    .where({ act_id })
    .whereNot({ id });
  const refs: string[] = await knex('notifications')
    .whereIn('notice_id', others)
    .whereRaw(...isOneOf(knex, 'user_ref', people, 'text'))
    .pluck('user_ref');
  const told = new Set(refs);
  return people.filter(ref => !told.has(ref));
}
