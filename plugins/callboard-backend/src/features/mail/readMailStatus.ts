import {
  MailStatus,
  mailProblems,
  UndeliveredMail,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { readInstant } from '../../database/dialect';
import { MailServerState } from './MailServer';

const DAY_MS = 86_400_000;
const MAX_UNDELIVERED = 20;

/**
 * Reads the results of the emails of the last day, the number of queued emails, and the latest
 * problems, for operators.
 */
export async function readMailStatus(
  knex: Knex,
  now: number,
  server: Pick<MailStatus, 'transport'> & MailServerState,
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
    .limit(MAX_UNDELIVERED);
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
