import { PSEUDONYM_PREFIX } from '@callboard/plugin-callboard-common';
import { createHmac, randomBytes } from 'crypto';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { streamList } from '../database/paging';
import { limitEntries } from '../kernel/limitEntries';
import { FeatureTables } from '../database/FeatureTables';

const ONLY_ROW = 1;

/** The key stored in the database; undefined if it was never needed. */
export async function findPseudonymKey(
  knex: Knex,
): Promise<string | undefined> {
  const row = await knex('pseudonym_key').where({ id: ONLY_ROW }).first('key');
  return row?.key;
}

/** The key stored in the database; created if missing. */
export async function loadPseudonymKey(knex: Knex): Promise<string> {
  await knex('pseudonym_key')
    .insert({ id: ONLY_ROW, key: randomBytes(32).toString('hex') })
    .onConflict('id')
    .ignore();
  return (await findPseudonymKey(knex))!;
}

/** The number of characters after the prefix. Their 50 bits avoid collisions within a workspace. */
const PSEUDONYM_LENGTH = 10;

/** Crockford's Base 32 alphabet, without easily confused letters. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const PEOPLE_PER_QUERY = 1_000;

/** The maximum number of cached pseudonyms: about 20 MB. Large reports need many. */
const MAX_PSEUDONYMS = 100_000;

/** The maximum number of cached results of resolving pseudonyms. */
const MAX_USER_REFS = 20_000;

/** How long a pseudonym is cached as unresolved. Its person may be added later. */
const UNRESOLVED_TTL_MS = 10_000;

const WELL_FORMED = new RegExp(
  `^${PSEUDONYM_PREFIX}[${ALPHABET}]{${PSEUDONYM_LENGTH}}$`,
);

/** The tables and columns of people who may be actors in the log. */
const PERSON_COLUMNS = [
  { table: 'people', column: 'user_ref' },
  { table: 'activity_people', column: 'user_id' },
] as const;

/**
 * Pseudonyms for readers without access to names: the same in every response of a workspace,
 * different between workspaces. A pseudonym is derived from an HMAC-SHA256 (RFC 2104) of workspace
 * and reference, so it cannot be resolved without the key, and a new key changes all pseudonyms.
 */
export class Pseudonyms {
  readonly #pseudonyms = new LRUCache<string, string>(
    limitEntries(MAX_PSEUDONYMS),
  );
  readonly #userRefs = new LRUCache<string, string>(
    limitEntries(MAX_USER_REFS),
  );
  readonly #unresolved = new LRUCache<string, true>({
    ...limitEntries(MAX_USER_REFS),
    ttl: UNRESOLVED_TTL_MS,
  });

  constructor(private readonly deps: { knex: Knex; key: string }) {}

  getPseudonym(workspace_id: string, user_ref: string): string {
    const userKey = `${workspace_id} ${user_ref}`;
    const known = this.#pseudonyms.get(userKey);
    if (known !== undefined) {
      return known;
    }
    const pseudonym = this.computePseudonym(userKey);
    this.#pseudonyms.set(userKey, pseudonym);
    return pseudonym;
  }

  /** Resolves a pseudonym among the people in the log and the portal. */
  async find(
    workspace_id: string,
    pseudonym: string,
  ): Promise<string | undefined> {
    return (await this.findAll(workspace_id, [pseudonym])).get(pseudonym);
  }

  /**
   * Resolves pseudonyms; the result omits unknown pseudonyms. Computes the pseudonym of one person
   * after another until every requested pseudonym is found.
   */
  async findAll(
    workspace_id: string,
    pseudonyms: readonly string[],
  ): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const requested = new Set<string>();
    const prefixWorkspace = (ref: string) => `${workspace_id} ${ref}`;
    for (const pseudonym of pseudonyms) {
      const known = this.#userRefs.get(prefixWorkspace(pseudonym));
      if (known !== undefined) {
        found.set(pseudonym, known);
      } else if (
        WELL_FORMED.test(pseudonym) &&
        !this.#unresolved.has(prefixWorkspace(pseudonym))
      ) {
        requested.add(pseudonym);
      }
    }
    for (const personColumn of PERSON_COLUMNS) {
      if (requested.size === 0) {
        return found;
      }
      for await (const user_ref of this.streamUserRefs(personColumn)) {
        // Not cached: the people of a large organisation would evict the pseudonyms in use.
        const pseudonym = this.computePseudonym(prefixWorkspace(user_ref));
        if (requested.delete(pseudonym)) {
          found.set(pseudonym, user_ref);
          this.#userRefs.set(prefixWorkspace(pseudonym), user_ref);
          if (requested.size === 0) break;
        }
      }
    }
    requested.forEach(pseudonym =>
      this.#unresolved.set(prefixWorkspace(pseudonym), true),
    );
    return found;
  }

  private computePseudonym(userKey: string): string {
    const hmac = createHmac('sha256', this.deps.key).update(userKey).digest();
    const letters = Array.from(
      hmac.subarray(0, PSEUDONYM_LENGTH),
      byte => ALPHABET[byte % ALPHABET.length],
    );
    return `${PSEUDONYM_PREFIX}${letters.join('')}`;
  }

  private streamUserRefs({ table, column }: (typeof PERSON_COLUMNS)[number]) {
    return streamList<string, string>(PEOPLE_PER_QUERY, {
      list: async (after = '', limit) =>
        this.deps
          .knex(table)
          .where(column, '>', after)
          .orderBy(column)
          .limit(limit)
          .pluck(column),
      getPosition: user_ref => user_ref,
    });
  }
}

/** The key of pseudonyms. It is not personal data, and a reset does not change it. */
export const pseudonymData: FeatureTables = {
  domain: 'pseudonyms',
  preservedTables: ['pseudonym_key'],
  personal: [],
};
