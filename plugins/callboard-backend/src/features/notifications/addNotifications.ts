import { z } from 'zod';
import { ServiceUnavailableError } from '@backstage/errors';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { LiveSignals } from '../../core/live/LiveSignals';
import { Queue } from '../../queue/Queue';
import {
  Announcements,
  announcementTypeDeclaration,
  countAnnouncementRecipients,
} from './Announcements';
import {
  createForwardingListener,
  PortalBridge,
  registerBridgeWorker,
} from './PortalBridge';
import { deleteOldNotifications } from './deleteOldNotifications';
import { Following } from './following/Following';
import { NotificationStates } from './reading/NotificationStates';
import { NotificationRules } from './rules/NotificationRules';
import { NotificationTypes } from './rules/NotificationTypes';
import { Preferences } from './Preferences';
import { NotificationReader } from './reading/NotificationReader';
import { bindNotifications, NotificationServices } from './routes';
import {
  createNotificationSeeding,
  PastNotifications,
} from './createNotificationSeeding';
import { AdminNotifications } from './dispatch/AdminNotifications';
import { AudienceReader } from './dispatch/AudienceReader';
import { FanOut } from './dispatch/FanOut';
import { PluginNotifications } from './dispatch/PluginNotifications';
import { NotificationDispatcher } from './dispatch/NotificationDispatcher';
import { NotificationsSubscriber } from './rules/NotificationsSubscriber';
import { MAX_ATTEMPTS, computeRetryDelay } from '../../kernel/backoff';
import { notificationData } from './notificationData';

export const FAN_OUT_QUEUE = 'fan-out';

const FAN_OUT_CONCURRENCY = 4;

const payloadSchema = z.object({
  notification_event_id: z.string(),
  after: z.string().nullable(),
});

/** Registers the worker that fans out events, and notifies browsers after each commit. */
export function registerFanOutWorker(
  queue: Queue,
  { fanOut, signals }: { fanOut: FanOut; signals: LiveSignals },
): void {
  queue.registerWorker(FAN_OUT_QUEUE, {
    kind: 'transactional',
    payload: payloadSchema,
    concurrency: FAN_OUT_CONCURRENCY,
    // Retries without limit while the catalog is unavailable.
    retry: ({ attempts }, error) =>
      attempts < MAX_ATTEMPTS || error instanceof ServiceUnavailableError
        ? { after_ms: computeRetryDelay(attempts) }
        : 'give up',
    prepare: job => fanOut.prepareBatch(job.payload),
    async run(_job, { tx, prepared: batch }) {
      if (!batch) {
        return undefined;
      }
      const recipients = await fanOut.write(tx, batch);
      tx.executionPromise.then(
        () => signals.raiseNotifications(recipients),
        () => {},
      );
      return batch.next && { again: { ...batch.next } };
    },
  });
}

const SNOOZE_QUEUE = 'snoozes';

const SNOOZE_CONCURRENCY = 8;

/** Tolerates clock differences: after this delay, the snooze has ended on every replica. */
const CLOCK_TOLERANCE_MS = 250;

/** Registers the worker that makes browsers reload notifications when a snooze ends. */
function registerSnoozeWorker(queue: Queue, signals: LiveSignals): void {
  queue.registerWorker(SNOOZE_QUEUE, {
    kind: 'external',
    payload: z.object({ user_ref: z.string() }),
    concurrency: SNOOZE_CONCURRENCY,
    async run({ payload: { user_ref } }) {
      signals.raiseNotifications([user_ref]);
    },
  });
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * Adds notifications, preferences, following and announcements.
 *
 * @param combineRules - combines the given declarations with the declarations of all other features
 */
export async function addNotifications(
  core: Core,
  combineRules: (declared: readonly Pick<Feature, 'notifications'>[]) => {
    types: NotificationTypes;
    rules: NotificationRules;
  },
): Promise<
  Feature<
    NotificationServices & {
      dispatcher: NotificationDispatcher;
      fanOut: FanOut;
    }
  >
> {
  const { types, rules } = combineRules([
    { notifications: { types: [announcementTypeDeclaration], rules: [] } },
  ]);
  const { knex, clock, config, queue, live, platform, workspaces } = core;
  const retentionMs = config.notifications.retentionDays * DAY_MS;
  const preferences = new Preferences({ knex, clock, types, workspaces });
  const audienceReader = new AudienceReader(core);
  const fanOutDeps = { ...core, types, audienceReader };
  const fanOut = new FanOut(fanOutDeps);
  // Seeded past events cause no emails and no portal notifications. Recipients are not refreshed
  // from the catalog, which may still be starting.
  const pastFanOut = new FanOut({
    ...fanOutDeps,
    people: { ensureRefreshed: async () => {} },
  });
  const dispatcher = new NotificationDispatcher({
    types,
    signal: refs => live.signals.raiseNotifications(refs),
    enqueue: (tx, jobs) =>
      queue.add(
        tx,
        jobs.map(({ action_id, ...job }) => ({
          queue: FAN_OUT_QUEUE,
          payload: job,
          fifo_group: action_id ?? undefined,
        })),
      ),
  });
  core.subscribers.transactional.push(
    new NotificationsSubscriber({ ...core, rules, types, dispatcher }),
  );
  if (config.notifications.bridge.enabled) {
    // Forwards notifications to the portal's own notifications plugin.
    const portal = platform.notifications;
    registerBridgeWorker(queue, new PortalBridge({ ...core, portal }));
    fanOut.onRecipients(createForwardingListener(queue));
  }
  fanOut.onRecipients(countAnnouncementRecipients);
  pastFanOut.onRecipients(countAnnouncementRecipients);
  const services: NotificationServices = {
    workspaces,
    preferences,
    reader: new NotificationReader({ knex, clock }),
    states: new NotificationStates({
      knex,
      clock,
      onMarked: ref => live.signals.raiseNotifications([ref]),
      scheduleSnoozeEnd: (tx, user_ref, at) =>
        queue.add(tx, [
          {
            queue: SNOOZE_QUEUE,
            payload: { user_ref },
            key: `${user_ref} ${at}`,
            due_at: at + CLOCK_TOLERANCE_MS,
          },
        ]),
    }),
    adminNotifications: new AdminNotifications({
      knex,
      clock,
      preferences,
      types,
      retentionMs,
    }),
    pluginNotifications: new PluginNotifications({ knex, clock, dispatcher }),
    following: new Following(knex),
    announcements: new Announcements({ ...core, dispatcher }),
  };
  registerFanOutWorker(queue, { fanOut, signals: live.signals });
  registerSnoozeWorker(queue, live.signals);
  bindNotifications(core.router, services);
  // Plugins in the same process create notifications with this function.
  platform.localNotifications.provide(
    services.pluginNotifications.createLocally,
  );
  await platform.scheduler.scheduleTask({
    id: 'callboard-notifications-retention',
    frequency: { hours: 24 },
    initialDelay: { minutes: 10 },
    timeout: { hours: 1 },
    fn: signal =>
      deleteOldNotifications(knex, clock.now() - retentionMs, signal),
  });
  return {
    data: notificationData,
    services: { ...services, dispatcher, fanOut },
    seeding: createNotificationSeeding(core, {
      ...services,
      rules,
      types,
      past: new PastNotifications({ knex, types, fanOut: pastFanOut }),
    }),
  };
}
