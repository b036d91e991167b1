import { createHmac } from 'crypto';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { lookUpMany } from '../../kernel/yielding';
import {
  findPseudonymKey,
  loadPseudonymKey,
} from '../../pseudonyms/Pseudonyms';

/** Remembers that a person is erased, without storing the reference. */
export async function addErasedPerson(
  tx: Knex,
  user_ref: string,
): Promise<void> {
  const ref_hash = hashRef(await loadPseudonymKey(tx), user_ref);
  await tx('erased_people')
    .insert({ ref_hash })
    .onConflict('ref_hash')
    .ignore();
}

/**
 * Lists the given people who were erased and are not in `people` again. An erased person returns to
 * `people` when they make a request or when a user adds them, but not through a catalog lookup.
 */
export async function listErasedRefs(
  knex: Knex,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>(
    await knex('people')
      .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'))
      .pluck('user_ref'),
  );
  return listEverErasedRefs(
    knex,
    user_refs.filter(ref => !stored.has(ref)),
  );
}

/** Lists the given people who were ever erased, even if they are in `people` again. */
export async function listEverErasedRefs(
  knex: Knex,
  user_refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const key = user_refs.length > 0 ? await findPseudonymKey(knex) : undefined;
  if (key === undefined) {
    return new Set();
  }
  const erased = await lookUpMany(user_refs, async refs => {
    const refsByHash = new Map(refs.map(ref => [hashRef(key, ref), ref]));
    const hashes: string[] = await knex('erased_people')
      .whereRaw(...inListSql(knex, 'ref_hash', [...refsByHash.keys()], 'text'))
      .pluck('ref_hash');
    return hashes.map(hash => refsByHash.get(hash)!);
  });
  return new Set(erased);
}

/**
 * @param key - the key in the database, even if the configuration sets another key: a change of the
 *   configuration must not restore erased people
 */
function hashRef(key: string, user_ref: string): string {
  return createHmac('sha256', key).update(`erased ${user_ref}`).digest('hex');
}
