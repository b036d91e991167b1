import { randomBytes } from 'crypto';
import { Knex } from 'knex';

const ONLY_ROW = 1;

/** The key stored in the database; created if missing. */
export async function loadPseudonymKey(knex: Knex): Promise<string> {
  await knex('pseudonym_key')
    .insert({ id: ONLY_ROW, key: randomBytes(32).toString('hex') })
    .onConflict('id')
    .ignore();
  const row = await knex('pseudonym_key').where({ id: ONLY_ROW }).first('key');
  return row.key;
}
