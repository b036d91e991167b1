import { PSEUDONYM_PREFIX } from '@callboard/plugin-callboard-common';
import { createHmac } from 'crypto';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { setImmediate } from 'timers/promises';

/** Enough that no two people of a workspace share one: 50 bits. */
const LENGTH = 10;

/** The alphabet of Crockford's Base 32: no letters that look like others. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const PEOPLE_AT_ONCE = 1_000;
const MOST_KEPT = 20_000;

const WELL_FORMED = new RegExp(`^${PSEUDONYM_PREFIX}[${ALPHABET}]{${LENGTH}}$`);

/**
 * What people are called by readers who do not see names: the same in every answer of a
 * workspace, another in each workspace. It is the beginning of an HMAC-SHA256 (RFC 2104)
 * of workspace and reference, so nobody without the key can tell whose it is, and another
 * key gives everybody another.
 */
export class Pseudonyms {
  readonly #known = new LRUCache<string, string>({ max: MOST_KEPT });
  readonly #found = new LRUCache<string, string>({ max: MOST_KEPT });

  constructor(private readonly deps: { knex: Knex; key: string }) {}

  /** The pseudonym of somebody in a workspace, as a reference. */
  of(workspace_id: string, user_ref: string): string {
    const whose = `${workspace_id} ${user_ref}`;
    const known = this.#known.get(whose);
    if (known !== undefined) {
      return known;
    }
    const pseudonym = this.make(whose);
    this.#known.set(whose, pseudonym);
    return pseudonym;
  }

  /**
   * Whose a pseudonym is: that of one of the people whom the log or the portal knows.
   * There is no way back but to try them all.
   */
  async find(
    workspace_id: string,
    pseudonym: string,
  ): Promise<string | undefined> {
    if (!WELL_FORMED.test(pseudonym)) {
      return undefined;
    }
    const which = `${workspace_id} ${pseudonym}`;
    const found =
      this.#found.get(which) ??
      (await this.tryAll('people', 'user_ref', which)) ??
      (await this.tryAll('activity_people', 'user_id', which));
    if (found !== undefined) {
      this.#found.set(which, found);
    }
    return found;
  }

  private make(whose: string): string {
    const hmac = createHmac('sha256', this.deps.key).update(whose).digest();
    const letters = Array.from(
      hmac.subarray(0, LENGTH),
      byte => ALPHABET[byte % ALPHABET.length],
    );
    return `${PSEUDONYM_PREFIX}${letters.join('')}`;
  }

  private async tryAll(
    table: 'people' | 'activity_people',
    column: 'user_ref' | 'user_id',
    which: string,
  ): Promise<string | undefined> {
    const [workspace_id, pseudonym] = which.split(' ');
    for (let after = ''; ; ) {
      const refs: string[] = await this.deps
        .knex(table)
        .where(column, '>', after)
        .orderBy(column)
        .limit(PEOPLE_AT_ONCE)
        .pluck(column);
      // Not kept: all people of a large organisation would push out those who are read.
      const found = refs.find(
        ref => this.make(`${workspace_id} ${ref}`) === pseudonym,
      );
      if (found !== undefined || refs.length < PEOPLE_AT_ONCE) {
        return found;
      }
      after = refs[refs.length - 1];
      await setImmediate();
    }
  }
}
