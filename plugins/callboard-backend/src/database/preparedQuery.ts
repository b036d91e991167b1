import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** Where a value comes in a statement. */
class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * A query that is asked so often that finding out how to answer it costs more
 * than answering it: PostgreSQL plans it once for each connection, and its text
 * is made once for each process. SQLite is asked as always.
 *
 * The text must be the same whatever the values are: lists go with `= ANY(?)`,
 * and what decides which index is used is no value.
 *
 * @param name - of the prepared statement, and of no other
 * @param names - of all values
 * @returns asks, and answers the rows
 */
export function preparedQuery<Values extends object>(
  name: string,
  names: ReadonlyArray<keyof Values & string>,
  build: (knex: Knex, values: Values) => Knex.Raw | Knex.QueryBuilder,
): (knex: Knex, values: Values) => Promise<any[]> {
  let text: { sql: string; bindings: readonly unknown[] } | undefined;
  return async (knex, values) => {
    if (!isPostgres(knex)) {
      return build(knex, values);
    }
    text ??= build(knex, placeholders(names)).toSQL();
    const bindings = text.bindings.map(binding =>
      binding instanceof Placeholder
        ? values[binding.name as keyof Values]
        : binding,
    );
    const { rows } = await knex
      .raw(text.sql, bindings as Knex.RawBinding[])
      .options({ name });
    return rows;
  };
}

function placeholders<Values extends object>(
  names: ReadonlyArray<keyof Values & string>,
): Values {
  return Object.fromEntries(
    names.map(name => [name, new Placeholder(name)]),
  ) as Values;
}
