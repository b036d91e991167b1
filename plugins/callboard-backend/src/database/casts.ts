import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * SQL that converts a value between text and another type, such as that of a column to compare it
 * with. SQLite needs no cast: it stores and compares values whatever the declared type.
 *
 * @param type - the type for PostgreSQL
 */
export function castSql(knex: Knex, expression: string, type: string): string {
  return isPostgres(knex) ? `CAST(${expression} AS ${type})` : expression;
}

/** SQL for a text as an id. */
export function uuidSql(knex: Knex, expression: string): string {
  return castSql(knex, expression, 'uuid');
}
