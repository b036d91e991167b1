import { z } from 'zod';
import { Job, RetryDelay, QueueOptions } from '../../queue/Job';
import { formatMailError, MailSender } from './MailSender';
import { MailServer } from './MailServer';
import { MailStore } from './MailStore';
import { DOCUMENT_QUEUE, MAIL_QUEUE, SERVER_GROUP } from './Mails';

const MINUTE_MS = 60_000;

/**
 * The timeout of an attempt. It is longer than all steps of an attempt may take, including the
 * response of the server.
 */
const TIMEOUT_MS = 15 * MINUTE_MS;

/**
 * The lease of an email. It is longer than a restart of PostgreSQL takes, because another replica
 * that takes an email over cannot know whether it was sent.
 */
const LEASE_MS = 30_000;

/**
 * The pauses after each failure of one email, in total about two days. Greylisting ends after
 * minutes, a full mailbox after days.
 */
const RETRY_MINUTES = [1, 5, 15, 30, 60, 120, 240, 480, 480, 480, 480, 480];

const payload = z.object({ mail_id: z.string() });

type Payload = z.output<typeof payload>;

/** The queues of emails, with the options of their workers. */
export function createMailQueues({
  sender,
  server,
  store,
  concurrency,
}: {
  sender: MailSender;
  server: MailServer;
  store: MailStore;
  /** The maximum number of emails without files that are sent concurrently. */
  concurrency: number;
}): Array<[queue: string, options: QueueOptions<Payload>]> {
  const createOptions = (maxConcurrent: number): QueueOptions<Payload> => ({
    kind: 'external',
    payload,
    concurrency: maxConcurrent,
    leaseMs: LEASE_MS,
    timeoutMs: TIMEOUT_MS,
    busyGroups: () => (server.pauseMs > 0 ? [SERVER_GROUP] : []),
    run: async (job, { signal }) => {
      const result = await sender.send(job.payload.mail_id, signal);
      return result === 'done'
        ? undefined
        : { postpone: { after_ms: result.postponeMs } };
    },
    retry: getRetryDelay,
    gaveUp: async (job, error, tx) => {
      const last_error = formatMailError(error);
      await store.finish(job.payload.mail_id, 'failed', { last_error }, tx);
    },
  });
  return [
    [MAIL_QUEUE, createOptions(concurrency)],
    [DOCUMENT_QUEUE, createOptions(1)],
  ];
}

function getRetryDelay({ attempts }: Job<Payload>): RetryDelay | 'give up' {
  const minutes = RETRY_MINUTES[attempts - 1];
  return minutes === undefined ? 'give up' : { after_ms: minutes * MINUTE_MS };
}
