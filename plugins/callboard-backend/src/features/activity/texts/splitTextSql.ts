import { Knex } from 'knex';
import { splitLastLineSql } from '../../../database/sql/textSql';

/**
 * SQL for the two halves of a row's search text: the person's name, which is the last line, and the
 * text about the entity before it, which may be empty. Derived from the search text and not
 * normalised again, so that both stay consistent.
 *
 * Of a name with several lines, all but the last end up in the first half. The halves and the line
 * break between them are always the whole text.
 */
export function splitTextSql(knex: Knex): { entity: string; name: string } {
  const { before, last } = splitLastLineSql(knex, 'activity.search_text');
  return { entity: before, name: last };
}
