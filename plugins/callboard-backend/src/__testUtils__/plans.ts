import { Knex } from 'knex';
import { isPostgres } from '../database/isPostgres';

/** A statement as knex reports it. */
interface Statement {
  sql: string;
  bindings: Knex.Value[];
}

/**
 * Calls `run`, and returns the queries and writes that `knex` executes during the call, in order,
 * with their query plans. Statements of jobs are included, unless `knex` is a transaction.
 */
export async function recordPlans(
  knex: Knex,
  run: () => Promise<unknown>,
): Promise<Array<{ sql: string; plan: string }>> {
  const statements: Statement[] = [];
  const recordStatement = ({ sql, bindings }: Statement) => {
    if (/^\s*(select|with|insert|update|delete)\b/i.test(sql)) {
      statements.push({ sql, bindings });
    }
  };
  knex.on('query', recordStatement);
  await run();
  knex.off('query', recordStatement);
  const plans = [];
  for (const statement of statements) {
    plans.push({
      sql: statement.sql,
      plan: await explainStatement(knex, statement),
    });
  }
  return plans;
}

/**
 * The access paths to a table in query plans: the names of its indexes, `id` for the primary key,
 * and `scan` for a full scan of the table. On SQLite, a full scan of an index is `scan`, too.
 */
export function findAccessPaths(
  plans: ReadonlyArray<{ sql: string; plan: string }>,
  table: string,
): string[] {
  const found = plans.flatMap(({ sql, plan }) => {
    const names = parseTableAliases(sql, table).join('|');
    const step = new RegExp(
      `(?:Scan(?: Backward)? using (\\w+) on (?:${table})\\b` +
        `|Bitmap Index Scan on (${table}_\\w+)` +
        `|(Seq Scan) on (?:${table})\\b` +
        `|SEARCH (?:${names}) USING (?:COVERING )?(?:INDEX (\\w+)|(INTEGER PRIMARY KEY))` +
        `|(SCAN) (?:${names})\\b)`,
      'g',
    );
    return [...plan.matchAll(step)].map(([, ...parts]) =>
      getAccessPath(parts.find(Boolean)!, table),
    );
  });
  return [...new Set(found)].sort();
}

function getAccessPath(part: string, table: string): string {
  if (/^scan$|^seq scan$/i.test(part)) {
    return 'scan';
  }
  return part === 'INTEGER PRIMARY KEY' || part === `${table}_pkey`
    ? 'id'
    : part;
}

/** The name of a table, and its aliases in a statement. */
function parseTableAliases(sql: string, table: string): string[] {
  const aliasPattern = new RegExp(
    `(?:from|join|update|into)\\s+["\`]?${table}["\`]?(?:\\s+as\\s+["\`]?(\\w+))?`,
    'gi',
  );
  return [
    table,
    ...[...sql.matchAll(aliasPattern)].flatMap(([, alias]) => alias ?? []),
  ];
}

async function explainStatement(
  knex: Knex,
  { sql, bindings }: Statement,
): Promise<string> {
  if (isPostgres(knex)) {
    // Knex reports numbered placeholders (`$1`), but `raw` expects `?`.
    const explained = `EXPLAIN ${sql.replace(/\$\d+/g, '?')}`;
    const { rows } = await knex.raw(explained, bindings);
    return rows.map((row: object) => Object.values(row)[0]).join('\n');
  }
  const steps = await knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings);
  return steps.map(({ detail }: { detail: string }) => detail).join('\n');
}
