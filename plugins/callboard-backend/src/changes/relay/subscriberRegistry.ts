import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { computeRetryDelay } from '../../kernel/backoff';
import { formatErrorText } from '../../database/formatErrorText';
import { Subscribers } from '../Subscriber';

/** The interval at which a replica reports its subscribers. */
const REPORT_INTERVAL_MS = 30_000;

/** A registered subscriber, shared by all replicas; instants in milliseconds since 1970. */
export interface RegisteredSubscriber {
  name: string;
  /** Whether it is transactional (`inside`) or external (`outside`). */
  kind: 'inside' | 'outside';
  /** The time of the first failure since the last success. */
  failing_since: number | null;
  /** The time at which it was paused; null if it is not paused. */
  paused_at: number | null;
  /** The number of probes since `paused_at`. */
  probes: number;
  next_probe_at: number | null;
  /** Whether it has pending dispatches of earlier changes. */
  has_pending_dispatches: boolean;
}

/**
 * Reports the subscribers of this replica in the table of the subscribers of all replicas. If the
 * replica that runs the relay lacks a subscriber, it stores the dispatches for a replica that has
 * the subscriber. The table also contains the state of each subscriber, so that every replica
 * continues where another stopped.
 */
export class SubscriberReports {
  #lastReport = '';
  #nextReportAt = 0;

  /**
   * Reports the subscribers of this replica, at most once per interval unless they have changed.
   * From then on, these subscribers receive every committed change.
   */
  async report(
    knex: Knex,
    subscribers: Subscribers,
    now: number,
  ): Promise<void> {
    const { transactional, external } = subscribers;
    const subscribersOfReplica = [
      ...transactional.map(({ name }) => ({ name, kind: 'inside' })),
      ...external.map(({ name }) => ({ name, kind: 'outside' })),
    ];
    const report = JSON.stringify(subscribersOfReplica);
    if (
      subscribersOfReplica.length === 0 ||
      (report === this.#lastReport && now < this.#nextReportAt)
    ) {
      return;
    }
    const reportedAt = new Date(now);
    await knex('outbox_subscribers')
      .insert(
        subscribersOfReplica.map(each => ({
          ...each,
          first_seen_at: reportedAt,
          last_seen_at: reportedAt,
        })),
      )
      .onConflict('name')
      .merge(['kind', 'last_seen_at']);
    this.#lastReport = report;
    this.#nextReportAt = now + REPORT_INTERVAL_MS;
  }

  /** Makes the next call of `report` report again, even within the interval. */
  reset(): void {
    this.#lastReport = '';
  }
}

export async function readSubscribers(
  knex: Knex,
): Promise<Map<string, RegisteredSubscriber>> {
  // Finds the first pending dispatch, in index order, of this subscriber or of one with a later
  // name. With EXISTS, PostgreSQL may read the whole backlog of another subscriber.
  const firstSubscriberFromName = knex('outbox_dispatches')
    .select('subscriber')
    .whereNotNull('next_attempt_at')
    .whereRaw('subscriber >= outbox_subscribers.name')
    .orderBy(['subscriber', 'seq'])
    .limit(1);
  const rows = await knex('outbox_subscribers')
    .select(
      '*',
      knex.raw('? = name AS has_pending_dispatches', [firstSubscriberFromName]),
    )
    .orderBy('name');
  return new Map(rows.map(row => [row.name, toSubscriber(row)]));
}

/** Stores since when a subscriber fails; null if it has recovered. */
export async function setFailing(
  tx: Knex,
  name: string,
  failing_since: number | null,
): Promise<void> {
  await tx('outbox_subscribers')
    .where({ name })
    .update({ failing_since: failing_since && new Date(failing_since) });
}

/** Pauses a subscriber, or extends its pause; `since` is the start of the failures. */
export async function pauseSubscriber(
  tx: Knex,
  subscriber: RegisteredSubscriber,
  since: number,
  now: number,
  error: unknown,
): Promise<void> {
  const { name, paused_at } = subscriber;
  const probes = paused_at === null ? 0 : subscriber.probes + 1;
  await tx('outbox_subscribers')
    .where({ name })
    .update({
      failing_since: new Date(since),
      paused_at: new Date(paused_at ?? now),
      probes,
      next_probe_at: new Date(now + computeRetryDelay(probes + 1)),
      last_error: formatErrorText(error),
    });
}

export async function resumeSubscriber(tx: Knex, name: string): Promise<void> {
  await tx('outbox_subscribers').where({ name }).update({
    failing_since: null,
    paused_at: null,
    probes: 0,
    next_probe_at: null,
    last_error: null,
  });
}

/** The interval between checks for subscribers that this replica lacks. */
const UNKNOWN_SUBSCRIBERS_CHECK_MS = 60_000;

/**
 * Logs, once per name, that dispatches wait for a subscriber that this replica lacks. Another
 * replica may have it, or the subscriber may have been removed.
 */
export class UnknownSubscribers {
  readonly #reported = new Set<string>();
  #nextCheckAt = 0;

  constructor(private readonly logger: LoggerService) {}

  /** Logs new names, at most once per interval. */
  async report(knex: Knex, now: number, known: string[]): Promise<void> {
    if (now < this.#nextCheckAt) {
      return;
    }
    this.#nextCheckAt = now + UNKNOWN_SUBSCRIBERS_CHECK_MS;
    const names = await knex('outbox_subscribers')
      .whereNotIn('name', [...known, ...this.#reported])
      .whereExists(
        knex('outbox_dispatches')
          .select(knex.raw('1'))
          .whereRaw('outbox_dispatches.subscriber = outbox_subscribers.name')
          .whereNotNull('next_attempt_at'),
      )
      .orderBy('name')
      .pluck('name');
    for (const name of names) {
      this.#reported.add(name);
      this.logger.warn(
        `Changes are waiting for the subscriber ${name}, which this replica does not have. If no replica has it, delete the subscriber`,
      );
    }
  }
}

function toSubscriber(row: any): RegisteredSubscriber {
  return {
    name: row.name,
    kind: row.kind,
    failing_since: toMs(row.failing_since),
    paused_at: toMs(row.paused_at),
    probes: row.probes,
    next_probe_at: toMs(row.next_probe_at),
    has_pending_dispatches: Boolean(row.has_pending_dispatches),
  };
}

function toMs(instant: Date | number | string | null): number | null {
  return instant === null ? null : new Date(instant).getTime();
}
