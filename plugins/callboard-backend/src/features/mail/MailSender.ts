import { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as sleep } from 'timers/promises';
import { z } from 'zod';
import { Clock } from '../../kernel/clock';
import { Queue } from '../../queue/Queue';
import { DOCUMENT_QUEUE, MAIL_QUEUE, Mails, SERVER_GROUP } from './Mails';
import { MailRow, MailStore } from './MailStore';
import { MailServer } from './MailServer';
import { MailWriter } from './MailWriter';
import { getQuietHoursEnd } from './deliveryTimes';
import {
  MailFailure,
  MailTransport,
  OutgoingMail,
} from './transports/MailTransport';
import { formatErrorText } from '../../database/formatErrorText';

/** Limits the emails per minute, and spaces them evenly. */
export class EmailRateLimiter {
  /** The time of the next free slot, as a value of `performance.now()`. */
  #nextSlot = 0;

  constructor(private readonly perMinute: number) {}

  /** @throws AbortError when the signal ends the wait */
  async waitForSlot(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const slot = Math.max(now, this.#nextSlot);
    this.#nextSlot = slot + 60_000 / this.perMinute;
    if (slot > now) {
      await sleep(slot - now, undefined, { signal });
    }
  }
}

/** Formats the error of an email for operators, in characters that both databases can store. */
function formatMailError(error: unknown): string {
  return formatErrorText(error instanceof Error ? error.message : error);
}

/** The number of attempts to store the result of a transfer, and the pause between them. */
const STORE_ATTEMPTS = 60;
const STORE_RETRY_MS = 1_000;

/** Thrown if another process has begun to send the email. */
class MailTakenError extends Error {}

type SendResult = 'done' | { postponeMs: number };

/**
 * Sends an email at most once, even if several processes try. Right before the first byte of the
 * message leaves, a process changes the row of the email from `waiting` to `sending`. Only the
 * process that succeeds sends the email. If the server then fails, the process resets the row. If
 * the process is killed, the outcome is unknown, and the email is not sent again.
 *
 * The exception: if the server does not respond, the email is sent once more.
 */
export class MailSender {
  constructor(
    private readonly deps: {
      store: MailStore;
      server: MailServer;
      transport: MailTransport;
      writer: MailWriter;
      rateLimiter: EmailRateLimiter;
      clock: Clock;
      logger: LoggerService;
      mails: Pick<Mails, 'source' | 'documents'>;
    },
  ) {}

  /**
   * Attempts to send a queued email, unless quiet hours or an outage of the server postpone it.
   *
   * @throws MailFailure when the server does not accept this email now
   * @throws any error of an unavailable database or the abort signal
   */
  async send(id: string, signal: AbortSignal): Promise<SendResult> {
    const { store, server, writer, rateLimiter, clock } = this.deps;
    const row = await store.find(id);
    if (row?.status === 'sending') {
      await store.finish(id, 'unknown', {
        last_error:
          'The process stopped while the server was receiving the email',
      });
    }
    if (row?.status !== 'waiting') {
      return 'done';
    }
    const { source } = this.deps.mails;
    const preferences = await source.readPreferences(row.user_ref);
    const now = clock.now();
    const quietMs = getQuietHoursEnd(now, preferences) - now;
    const postponeMs = Math.max(quietMs, server.pauseMs);
    if (postponeMs > 0) {
      return { postponeMs };
    }
    await rateLimiter.waitForSlot(signal);
    const mailOrStatus = await writer.write(row, {
      source,
      preferences,
      signal,
    });
    if (typeof mailOrStatus === 'string') {
      await store.finish(id, mailOrStatus);
      return 'done';
    }
    return this.transfer(row, mailOrStatus, signal);
  }

  private async transfer(
    row: MailRow,
    mail: OutgoingMail,
    signal: AbortSignal,
  ): Promise<SendResult> {
    const { store, server, transport } = this.deps;
    const { id } = row;
    const email = mail.envelope.to;
    let hasBegun = false;
    const begin = async () => {
      // Set before the update, which may commit without a response.
      hasBegun = true;
      hasBegun = await store.begin(id, email);
      if (!hasBegun) {
        throw new MailTakenError();
      }
    };
    try {
      await transport.send(mail, { begin, signal });
    } catch (error) {
      if (error instanceof MailTakenError) {
        return 'done';
      }
      return this.handleFailure(row, email, { error, hasBegun });
    }
    await this.retryUntilStored(() => store.finish(id, 'sent', { email }));
    if (row.kind === 'document') {
      await this.deps.mails.documents?.recordSent(row.about);
    }
    await server.recordSuccess();
    return 'done';
  }

  private async handleFailure(
    row: MailRow,
    email: string,
    { error, hasBegun }: { error: unknown; hasBegun: boolean },
  ): Promise<SendResult> {
    const { store, server } = this.deps;
    const { id } = row;
    const last_error = formatMailError(error);
    const kind = error instanceof MailFailure ? error.kind : undefined;
    const isUnanswered = kind === 'unanswered';
    if (kind === 'rejected' || (isUnanswered && row.was_unanswered)) {
      const status = isUnanswered ? 'unknown' : 'bounced';
      await this.retryUntilStored(() =>
        store.finish(id, status, { email, last_error }),
      );
      return 'done';
    }
    const was_unanswered = isUnanswered || row.was_unanswered;
    await this.retryUntilStored(() =>
      hasBegun
        ? store.release(id, { last_error, was_unanswered })
        : store.recordFailure(id, last_error),
    );
    if (kind !== 'server' || server.hasAcceptedOthersSince(row)) {
      throw error;
    }
    await server.recordFailure(last_error);
    return { postponeMs: server.pauseMs };
  }

  /**
   * Retries for about a minute until the result is stored. Only this process knows the server's
   * response, so waiting for an unavailable database is worth it.
   */
  private async retryUntilStored(store: () => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await store();
        return;
      } catch (error) {
        if (attempt === STORE_ATTEMPTS) {
          throw error;
        }
        this.deps.logger.warn(
          'The result of an email could not be stored; retrying',
          error as Error,
        );
        await sleep(STORE_RETRY_MS);
      }
    }
  }
}

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
 * The pauses after each failure of one email, in total about two days: greylisting can last
 * minutes, and a full mailbox can last days.
 */
const RETRY_MINUTES = [1, 5, 15, 30, 60, 120, 240, 480, 480, 480, 480, 480];

const payloadSchema = z.object({ mail_id: z.string() });

export function registerMailWorkers(
  queue: Queue,
  {
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
  },
): void {
  const register = (name: string, maxConcurrent: number) =>
    queue.registerWorker(name, {
      kind: 'external',
      payload: payloadSchema,
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
      retry: ({ attempts }) => {
        const minutes = RETRY_MINUTES[attempts - 1];
        return minutes === undefined
          ? 'give up'
          : { after_ms: minutes * MINUTE_MS };
      },
      gaveUp: async (job, error, tx) => {
        const last_error = formatMailError(error);
        await store.finish(job.payload.mail_id, 'failed', { last_error }, tx);
      },
    });
  register(MAIL_QUEUE, concurrency);
  register(DOCUMENT_QUEUE, 1);
}
