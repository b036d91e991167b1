import { CalendarFeed } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readInstant } from '../../../database/dialect';

/** The table of calendar feeds: at most one per person. */
export class CalendarFeedStore {
  /** Finds a person's feed. */
  async find(knex: Knex, user_ref: string): Promise<CalendarFeed | undefined> {
    const row = await knex('calendar_feeds').where({ user_ref }).first();
    return row && readFeed(row);
  }

  /** Finds the feed with the digest of a token. */
  async findByToken(
    knex: Knex,
    token_hash: string,
  ): Promise<CalendarFeed | undefined> {
    const row = await knex('calendar_feeds').where({ token_hash }).first();
    return row && readFeed(row);
  }

  async insert(
    tx: Knex.Transaction,
    { id, user_ref, created_at }: CalendarFeed,
    token_hash: string,
  ): Promise<void> {
    await tx('calendar_feeds').insert({
      id,
      user_ref,
      token_hash,
      created_at: new Date(created_at),
    });
  }

  async delete(tx: Knex.Transaction, user_ref: string): Promise<void> {
    await tx('calendar_feeds').where({ user_ref }).delete();
  }
}

function readFeed(row: any): CalendarFeed {
  return {
    id: row.id,
    user_ref: row.user_ref,
    created_at: readInstant(row.created_at),
  };
}
