import { Knex } from 'knex';
import { splitLastLineSql } from '../../../database/sql/textSql';

/**
 * The table of the log's texts. Each text is stored once per entity or person and workspace, and
 * separately for shared rows.
 */
export const TEXTS_TABLE = 'activity_texts';

/** The table of the rows that have a text of the kind `label`. */
export const TEXT_ROWS_TABLE = 'activity_text_rows';

/** The kinds of texts, which decide how their rows are found. */
export const textKinds = {
  /** Label and id of an entity; its rows are found by `entity_id`. */
  entity: 1,
  /** The name of a person; its rows are found by `user_id`. */
  name: 2,
  /** A label without an entity; `TEXT_ROWS_TABLE` lists its rows. */
  label: 3,
} as const;

/**
 * SQL for the two parts of a row's search text: the person's name, which is the last line, and the
 * text about the entity before it, which may be empty. The parts are derived from the search text
 * and not normalised again, so that they always equal a part of it.
 *
 * If a name has several lines, the entity text contains all lines of the name except the last. The
 * two parts and the line break between them always form the whole search text.
 */
export function splitTextSql(knex: Knex): { entity: string; name: string } {
  const { before, last } = splitLastLineSql(knex, 'activity.search_text');
  return { entity: before, name: last };
}
