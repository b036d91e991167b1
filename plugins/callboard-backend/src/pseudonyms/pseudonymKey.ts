import { randomBytes } from 'crypto';
import { Knex } from 'knex';

const ONLY_ROW = 1;

/** The key that is kept in the database, made where there is none yet. */
export async function loadPseudonymKey(knex: Knex): Promise<string> {
  await knex('pseudonym_key')
    .insert({ id: ONLY_ROW, key: randomBytes(32).toString('hex') })
    .onConflict('id')
    .ignore();
  const row = await knex('pseudonym_key').where({ id: ONLY_ROW }).first('key');
  return row.key;
}
