import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';

/**
 * SQL for the two halves of a row's search text: the name of the person, which
 * is its last line, and all before it, which is about the entity and empty where
 * there is none. Cut from what is searched, and not folded once more, so that
 * both always say the same.
 *
 * A line of the name itself may end up in the first half: what matters is that
 * the halves and the line break between them are the whole text.
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
