import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** The placeholder of a value in a statement. */
class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * A query that is executed so often that planning it costs more than running it: PostgreSQL plans
 * it once per connection, and its text is built once per process. On SQLite it runs like any other.
 *
 * The text must not depend on the values: lists use `= ANY(?)`, and conditions that determine the
 * index are not values.
 *
 * @param name - the unique name of the prepared statement
 * @param names - the names of all values
 * @returns a function that runs the query and returns its rows
 */
export function prepareQuery<Values extends object>(
  name: string,
  names: ReadonlyArray<keyof Values & string>,
  build: (knex: Knex, values: Values) => Knex.Raw | Knex.QueryBuilder,
): (knex: Knex, values: Values) => Promise<any[]> {
  let text: { sql: string; bindings: readonly unknown[] } | undefined;
  return async (knex, values) => {
    if (!isPostgres(knex)) {
      return build(knex, values);
    }
    text ??= build(knex, createPlaceholders(names)).toSQL();
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

function createPlaceholders<Values extends object>(
  names: ReadonlyArray<keyof Values & string>,
): Values {
  return Object.fromEntries(
    names.map(name => [name, new Placeholder(name)]),
  ) as Values;
}
