import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  DispatchHistory,
  listFailingEntities,
  PendingDispatch,
  retryFailedSince,
  storeDispatches,
} from './dispatches';
import { isTargetUnavailable } from './isTargetUnavailable';
import {
  pauseSubscriber,
  RegisteredSubscriber,
  resumeSubscriber,
  setFailing,
} from './subscriberRegistry';

/**
 * The number of consecutive entities on which a subscriber fails before its target counts as
 * unavailable.
 */
const MIN_FAILING_ENTITIES = 5;

interface SubscriberOutcome {
  /** The number of entries that the subscriber has handled. */
  successCount: number;
  pending: readonly PendingDispatch[];
  /** The histories of earlier attempts, by the entry's number (`seq`). */
  histories?: ReadonlyMap<number, DispatchHistory>;
}

/**
 * Stores the outcome of one subscriber, in the transaction that marks the entries as done.
 *
 * Distinguishes two kinds of failures. If a subscriber cannot handle one change, the change is
 * dead-lettered after some attempts. If the subscriber's target is unavailable, the subscriber is
 * paused: it gets one change from time to time as a probe, and its other changes wait until a probe
 * succeeds. Only failures since the last success count as signs of an outage.
 */
export async function applyResults(
  tx: Knex,
  logger: LoggerService,
  subscriber: RegisteredSubscriber,
  outcome: SubscriberOutcome,
  now: number,
): Promise<void> {
  const { name, paused_at, failing_since } = subscriber;
  const { successCount, pending, histories } = outcome;
  const failed = pending.filter(({ error }) => error !== undefined);
  const since = failing_since ?? now;

  if (successCount > 0 && paused_at !== null) {
    await resumeSubscriber(tx, name);
    logger.info(`The subscriber ${name} accepts changes again`);
  } else if (successCount > 0 && failing_since !== null) {
    await setFailing(tx, name, null);
  } else if (
    successCount === 0 &&
    (await isTargetDown(tx, subscriber, failed, histories, since))
  ) {
    await retryFailedSince(tx, name, since, now);
    await storeDispatches(tx, name, pending, now, {
      histories,
      isCounted: false,
    });
    await pauseSubscriber(tx, subscriber, since, now, failed[0].error);
    if (paused_at === null) {
      logger.warn(
        `The subscriber ${name} is paused, because its target is unavailable`,
        failed[0].error as Error,
      );
    }
    return;
  } else if (
    failed.length > 0 &&
    successCount === 0 &&
    failing_since === null
  ) {
    await setFailing(tx, name, now);
  }
  const deadLetters = await storeDispatches(tx, name, pending, now, {
    histories,
  });
  for (const { entity_key, error } of deadLetters) {
    logger.error(
      `A change of ${entity_key} is dead-lettered, because the subscriber ${name} failed repeatedly`,
      error as Error,
    );
  }
}

/** Whether failures without any success look like an outage. */
async function isTargetDown(
  tx: Knex,
  { name, paused_at }: RegisteredSubscriber,
  failed: readonly PendingDispatch[],
  histories: SubscriberOutcome['histories'],
  since: number,
): Promise<boolean> {
  if (failed.length === 0) {
    return false;
  }
  if (paused_at !== null) {
    return true;
  }
  const recentFailures = failed.filter(({ seq }) => {
    const firstFailedAt = histories?.get(seq)?.first_failed_at ?? null;
    return firstFailedAt === null || firstFailedAt >= since;
  });
  if (recentFailures.length === 0) {
    return false;
  }
  if (recentFailures.some(({ error }) => isTargetUnavailable(error))) {
    return true;
  }
  const failingEntities = await listFailingEntities(
    tx,
    name,
    since,
    MIN_FAILING_ENTITIES,
  );
  const entities = new Set([
    ...failingEntities,
    ...recentFailures.map(({ entity_key }) => entity_key),
  ]);
  return entities.size >= MIN_FAILING_ENTITIES;
}
