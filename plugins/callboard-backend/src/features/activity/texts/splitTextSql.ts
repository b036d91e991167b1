import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';

/**
 * SQL for the two halves of a row's search text: the person's name, which is the last line, and the
 * text about the entity before it, which may be empty. Derived from the search text and not
 * normalised again, so that both stay consistent.
 *
 * A line of the name may end up in the first half: the halves and the line break between them are
 * always the whole text.
 */
export function splitTextSql(knex: Knex): { entity: string; name: string } {
  const text = 'activity.search_text';
  if (isPostgres(knex)) {
    const name = `split_part(${text}, E'\\n', -1)`;
    return { name, entity: `left(${text}, -1 - length(${name}))` };
  }
  const begin = `rtrim(${text}, replace(${text}, char(10), ''))`;
  return {
    name: `substr(${text}, length(${begin}) + 1)`,
    entity: `substr(${begin}, 1, max(length(${begin}) - 1, 0))`,
  };
}
