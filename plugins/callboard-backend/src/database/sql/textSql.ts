import { Knex } from 'knex';
import { isPostgres } from '../isPostgres';
import { containsPattern } from '../dialect';

/**
 * The number of characters of a long text in PostgreSQL's indexes, whose entries have a maximum
 * size.
 */
const INDEXED_LENGTH = 200;

/**
 * SQL for "two long texts are equal". On PostgreSQL, it also compares the beginnings of the texts,
 * because the indexes contain only these.
 */
export function equalLongTextsSql(
  knex: Knex,
  one: string,
  other: string,
): string {
  const areEqual = `${one} = ${other}`;
  return isPostgres(knex)
    ? `${areEqual} AND left(${one}, ${INDEXED_LENGTH}) = left(${other}, ${INDEXED_LENGTH})`
    : areEqual;
}

/** SQL for a text that is compared by its bytes, as in SQLite, regardless of the collation. */
export function byteOrderSql(knex: Knex, text: string): string {
  return isPostgres(knex) ? `${text} COLLATE "C"` : text;
}

/**
 * SQL for the last line of a text, and for the text before it, without the line break between them.
 */
export function splitLastLineSql(
  knex: Knex,
  text: string,
): { before: string; last: string } {
  if (isPostgres(knex)) {
    const last = `split_part(${text}, E'\\n', -1)`;
    return { last, before: `left(${text}, -1 - length(${last}))` };
  }
  const begin = `rtrim(${text}, replace(${text}, char(10), ''))`;
  return {
    last: `substr(${text}, length(${begin}) + 1)`,
    before: `substr(${begin}, 1, max(length(${begin}) - 1, 0))`,
  };
}

/**
 * SQL for "any of these columns contains any of these texts", with bindings. Columns are enclosed
 * in line breaks, so that a text can also match a whole column.
 *
 * @param texts - must have their ASCII letters in lower case, as after `lowerAscii`. The SQL
 *   converts only the ASCII letters of the columns, because not every server converts other letters
 */
export function containsTextSql(
  knex: Knex,
  columns: ReadonlyArray<{ name: string }>,
  texts: readonly string[],
): [sql: string, bindings: Array<string | string[]>] {
  if (columns.length === 0 || texts.length === 0) {
    return ['1 = 0', []];
  }
  const names = columns.map(({ name }) => knex.ref(name).toString());
  if (isPostgres(knex)) {
    // Concatenates the columns once, not for each text.
    return [
      `lower(concat_ws(E'\\n', '', ${names.join(
        ', ',
      )}, '') COLLATE "C") LIKE ANY (?::text[])`,
      [texts.map(containsPattern)],
    ];
  }
  const cells = ["''", ...names.map(name => `ifnull(${name}, '')`), "''"];
  const joinedColumns = `lower(${cells.join(' || char(10) || ')})`;
  const found = texts.map(() => `instr(${joinedColumns}, ?) > 0`);
  return [`(${found.join(' OR ')})`, [...texts]];
}
