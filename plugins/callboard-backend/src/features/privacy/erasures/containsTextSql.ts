import { Knex } from 'knex';
import { containsPattern, isPostgres } from '../../../database/dialect';

/**
 * SQL for "any of these columns contains any of these texts", with bindings. Columns are enclosed
 * in line breaks, so that a text can also match a whole column.
 *
 * @param texts - with ASCII letters in lowercase, as SQL compares them: neither database
 *   folds other letters on every server
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
  const all = `lower(${cells.join(' || char(10) || ')})`;
  const found = texts.map(() => `instr(${all}, ?) > 0`);
  return [`(${found.join(' OR ')})`, [...texts]];
}
