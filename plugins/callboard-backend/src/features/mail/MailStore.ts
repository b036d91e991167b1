import {
  mailProblems,
  MAX_UNDELIVERED_MAILS,
  MailStatus,
  UndeliveredMail,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sortBy } from 'lodash';
import { Clock } from '../../kernel/clock';
import { yieldToEventLoop } from '../../kernel/yielding';
import { insertReturning } from '../../database/bulk';
import { createId } from '../../database/ids';
import { readInstant } from '../../database/dialect';
import { countRows } from '../../database/statements';

/**
 * The status of an email:
 *
 * - `waiting`: it is queued.
 * - `sending`: the message is being transferred, and the outcome is not known yet.
 * - `sent`: the server accepted it.
 * - `skipped`: the recipient no longer needs or wants it, or may no longer see its content.
 * - `no_address`: the recipient has no known address.
 * - `bounced`: the server rejected it or its recipient permanently.
 * - `failed`: attempts failed for days.
 * - `unknown`: the process ended during the transfer, or the server did not respond for the second
 *   time. The email is not sent again, because the recipient may already have it.
 */
type RowStatus =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'skipped'
  | 'no_address'
  | 'bounced'
  | 'failed'
  | 'unknown';

export interface MailRow {
  id: string;
  user_ref: string;
  kind: 'notification' | 'digest' | 'document';
  /**
   * The id of the notification; or the period of the digest, an ISO 8601 interval of two
   * instants; or the reference that the document source uses.
   */
  about: string;
  status: RowStatus;
  email: string | null;
  last_error: string | null;
  /** Whether the server did not respond in an earlier attempt, and may have accepted the email. */
  was_unanswered: boolean;
  /** ISO 8601. */
  created_at: string;
  updated_at: string;
}

export function readMail(row: any): MailRow {
  return {
    ...row,
    was_unanswered: Boolean(row.was_unanswered),
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

export type NewMail = Pick<MailRow, 'user_ref' | 'kind' | 'about'>;

const PRUNE_BATCH_SIZE = 1_000;

export class MailStore {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * Queues emails. A recipient gets no second email of the same kind about the same subject.
   *
   * @returns the emails that were added
   */
  async add(
    tx: Knex,
    mails: readonly NewMail[],
  ): Promise<Array<Pick<MailRow, 'id' | 'kind'>>> {
    const now = this.deps.clock.now();
    const at = new Date(now);
    // A fixed order prevents deadlocks between concurrent inserts.
    const sorted = sortBy(mails, ['user_ref', 'about']);
    const rows = sorted.map(mail => ({
      id: createId(now),
      ...mail,
      status: 'waiting',
      was_unanswered: false,
      created_at: at,
      updated_at: at,
    }));
    return insertReturning(
      tx,
      { table: 'mails', rows },
      'ON CONFLICT (user_ref, kind, about) DO NOTHING RETURNING id, kind',
    );
  }

  async find(id: string): Promise<MailRow | undefined> {
    const row = await this.deps.knex('mails').where({ id }).first();
    return row && readMail(row);
  }

  /** @returns false if another process has already begun the transfer */
  async begin(id: string, email: string): Promise<boolean> {
    const waiting = { id, status: 'waiting' } as const;
    return (await this.update(waiting, { status: 'sending', email })) > 0;
  }

  /** Records an error that occurred before the transfer of an email began. */
  async recordFailure(id: string, last_error: string): Promise<void> {
    await this.update({ id, status: 'waiting' }, { last_error });
  }

  /**
   * Resets an email to `waiting` after the server rejected it temporarily or did not respond.
   *
   * @param id - an email that this process began
   */
  async release(
    id: string,
    failure: Pick<MailRow, 'last_error' | 'was_unanswered'>,
  ): Promise<void> {
    const sending = { id, status: 'sending' } as const;
    await this.update(sending, { ...failure, status: 'waiting' });
  }

  /** Records the final status of an email. */
  async finish(
    id: string,
    status: Exclude<RowStatus, 'waiting' | 'sending'>,
    details: Partial<Pick<MailRow, 'email' | 'last_error'>> = {},
    tx?: Knex,
  ): Promise<void> {
    await this.update({ id }, { status, ...details }, tx);
  }

  /** Deletes records of finished emails that were last updated before an instant, in batches. */
  async prune(before: number): Promise<void> {
    const { knex } = this.deps;
    let deleted: number;
    do {
      deleted = await knex('mails')
        .whereIn(
          'id',
          knex('mails')
            .select('id')
            .where('updated_at', '<', new Date(before))
            .whereNotIn('status', ['waiting', 'sending'])
            .limit(PRUNE_BATCH_SIZE),
        )
        .delete();
      await yieldToEventLoop();
    } while (deleted === PRUNE_BATCH_SIZE);
  }

  /** @returns the number of updated rows */
  private async update(
    where: Partial<MailRow>,
    values: Partial<MailRow>,
    knex = this.deps.knex,
  ): Promise<number> {
    const updated_at = new Date(this.deps.clock.now());
    return knex('mails')
      .where(where)
      .update({ ...values, updated_at });
  }
}

const DAY_MS = 86_400_000;

/**
 * Reads the results of the emails of the last day, the number of queued emails, and the latest
 * problems, for operators.
 */
export async function readMailStatus(
  knex: Knex,
  now: number,
  server: Omit<MailStatus, 'waiting' | 'last_day' | 'undelivered'>,
): Promise<MailStatus> {
  const counts: Array<{ status: string; count: number | string }> = await knex(
    'mails',
  )
    .select('status')
    .count('* as count')
    .where('updated_at', '>', new Date(now - DAY_MS))
    .groupBy('status');
  const getCount = (status: string) =>
    Number(counts.find(row => row.status === status)?.count ?? 0);
  const undelivered: UndeliveredMail[] = await knex('mails')
    .select('id', 'user_ref', 'status', 'email', 'last_error', 'updated_at')
    .whereIn('status', mailProblems)
    .orderBy('updated_at', 'desc')
    .limit(MAX_UNDELIVERED_MAILS);
  return {
    ...server,
    waiting: await countRows(
      // Matches the condition of the partial index.
      knex('mails').whereRaw("status IN ('waiting', 'sending')"),
    ),
    last_day: {
      sent: getCount('sent'),
      skipped: getCount('skipped'),
      no_address: getCount('no_address'),
      bounced: getCount('bounced'),
      failed: getCount('failed'),
      unknown: getCount('unknown'),
    },
    undelivered: undelivered.map(row => ({
      ...row,
      updated_at: readInstant(row.updated_at),
    })),
  };
}
