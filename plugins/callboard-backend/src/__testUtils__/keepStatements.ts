/** Each holds memory, outside of what is collected. */
const MOST_KEPT = 300;

interface Connection {
  prepare(sql: string): unknown;
}

/**
 * Has a connection of `better-sqlite3` prepare a statement once and run it again.
 * Knex has each query prepared anew, which takes longer than to run it. It reads
 * all rows at once, so no statement is still read when it runs again.
 */
export function keepStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = sql => {
    const statement = kept.get(sql) ?? prepare(sql);
    // The last of them is the one used last.
    kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return statement;
  };
}
