import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { AffectedMembershipsBatch } from './AffectedMemberships';

/**
 * SQL for "is one of the affected users".
 *
 * @param column - a user reference
 * @returns the condition and its bindings, for `whereRaw`
 */
export function buildPeopleCondition(
  knex: Knex,
  column: string,
  { user_refs, after, upTo }: AffectedMembershipsBatch,
): [sql: string, bindings: Knex.RawBinding[]] {
  const conditions: Array<[string, Knex.RawBinding[]]> = [];
  if (user_refs) conditions.push(inListSql(knex, column, user_refs, 'text'));
  if (after !== undefined) conditions.push([`${column} > ?`, [after]]);
  if (upTo !== undefined) conditions.push([`${column} <= ?`, [upTo]]);
  return [
    ['1 = 1', ...conditions.map(([sql]) => sql)].join(' AND '),
    conditions.flatMap(([, bindings]) => bindings),
  ];
}
