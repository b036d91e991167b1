/** Each statement holds memory outside the JavaScript heap. */
const MOST_KEPT = 300;

interface Connection {
  prepare(sql: string): unknown;
}

/**
 * Makes a `better-sqlite3` connection prepare each statement once and reuse it. Knex
 * prepares every query anew, which takes longer than running it. Knex also reads all
 * rows at once, so a statement is never still in use when it runs again.
 */
export function keepStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = sql => {
    const statement = kept.get(sql) ?? prepare(sql);
    // Moves it to the end, so that the first entry is the least recently used one.
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return statement;
  };
}
