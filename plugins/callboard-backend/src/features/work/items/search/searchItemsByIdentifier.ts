import { readItemReference } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import { MatchRank } from '../../../../core/resources/SearchText';

/** The widest number that an item can have. */
const MAX_NUMBER = 2_147_483_647;

/** The maximum number of missing digits. */
const MISSING_DIGITS = 2;

/** Numbers with a given prefix and up to two more digits. */
function listNumbersWithPrefix(number: number): number[] {
  const found = [];
  for (let digits = 0; digits <= MISSING_DIGITS; digits += 1) {
    const times = 10 ** digits;
    for (let more = 0; more < times; more += 1) {
      found.push(number * times + more);
    }
  }
  return found.filter(each => each > 0 && each <= MAX_NUMBER);
}

/**
 * Finds live items by identifier: `PAY-3`, `pay 3` and `PAY3` match PAY-3, then PAY-30 to PAY-39,
 * then PAY-300 to PAY-399. A number alone matches items of any project.
 *
 * @param text - normalised for search
 * @param project_ids - the projects to search
 * @returns the quality of each match, by id, the best first
 */
export async function searchItemsByIdentifier(
  knex: Knex,
  text: string,
  project_ids: readonly string[],
  limit: number,
): Promise<Map<string, MatchRank>> {
  const reference = readItemReference(text);
  if (!reference) {
    return new Map();
  }
  const { project: identifier, number } = reference;
  const query = knex('work_items')
    .select('work_items.id', 'work_items.number')
    .whereNull('work_items.deleted_at')
    .orderBy(['work_items.number', 'work_items.id'])
    .limit(limit);
  if (identifier === undefined) {
    query
      .where('work_items.number', number)
      .whereRaw(...inListSql(knex, 'work_items.project_id', project_ids));
  } else {
    query.whereIn('work_items.number', listNumbersWithPrefix(number)).whereIn(
      'work_items.project_id',
      knex('projects')
        .select('id')
        .where({ identifier })
        .whereRaw(...inListSql(knex, 'id', project_ids)),
    );
  }
  const rows: Array<{ id: string; number: number }> = await query;
  const isWhole = (row: { number: number }) =>
    identifier !== undefined && row.number === number;
  return new Map(
    rows.map(row => [
      row.id,
      isWhole(row) ? MatchRank.identifier : MatchRank.identifierStart,
    ]),
  );
}
