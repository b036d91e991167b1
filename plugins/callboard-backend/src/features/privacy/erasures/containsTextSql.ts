import { Knex } from 'knex';
import { containsPattern, isPostgres } from '../../../database/dialect';

/**
 * SQL for "any of these columns has any of these texts", and its bindings. Each column is
 * between line breaks, so that a text can also be a whole one.
 *
 * @param texts - their ASCII letters in lower case, as SQL compares them: neither engine
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
    // The texts are put together once, and not for each of those that are looked for.
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
