import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../../../kernel/limitEntries';
import { Clock } from '../../../kernel/clock';
import { VisibilityScope } from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { lockName } from '../../../database/locks';
import { Preferences } from '../Preferences';
import { addRecipients } from './addRecipients';
import {
  findNotificationEvents,
  NotificationEventRow,
} from './NotificationEventRow';
import { filterByPreferences } from './filterRecipients';
import { NotificationTypes } from '../rules/NotificationTypes';

/**
 * The time between two checks whether an admin has missed notifications. The next read after a
 * change of the administered workspaces checks sooner.
 */
const CHECK_INTERVAL_MS = 60_000;

/** The maximum number of notification events that a new admin receives, latest first. */
const MAX_EVENTS = 200;

/**
 * When a new admin of a workspace reads notifications, adds the earlier notifications for admins.
 * They cannot be added sooner, because users also become admins through the configuration or a
 * Group of the catalog, without a change event.
 */
export class AdminNotifications {
  readonly #checkedWorkspaces = new LRUCache<string, string>({
    ...limitEntries(10_000),
    ttl: CHECK_INTERVAL_MS,
  });

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      preferences: Pick<Preferences, 'listMutedTypes'>;
      types: Pick<NotificationTypes, 'get'>;
      /** The maximum age of the events to add, in milliseconds. */
      retentionMs: number;
    },
  ) {}

  async catchUp({ user_ref, administered }: VisibilityScope): Promise<void> {
    const workspaceKey = administered.join();
    if (
      administered.length === 0 ||
      this.#checkedWorkspaces.get(user_ref) === workspaceKey
    ) {
      return;
    }
    const { knex } = this.deps;
    const missed = await this.listMissedEvents(knex, user_ref, administered);
    if (missed.length > 0) {
      await knex.transaction(async tx => {
        // Without the lock, concurrent requests of the user would add the same notifications.
        await lockName(tx, `admin notifications ${user_ref}`);
        const missedIds = await this.listMissedEvents(
          tx,
          user_ref,
          administered,
        );
        const events = await findNotificationEvents(tx, missedIds);
        const unmuted = await this.filterUnmutedEvents(tx, user_ref, events);
        for (const event of unmuted) {
          await addRecipients(tx, event, [user_ref], new Set([user_ref]));
        }
      });
    }
    this.#checkedWorkspaces.set(user_ref, workspaceKey);
  }

  private async filterUnmutedEvents(
    tx: Knex,
    user_ref: string,
    events: readonly NotificationEventRow[],
  ): Promise<NotificationEventRow[]> {
    const groups = groupBy(events, ({ type, project_id, work_item_id }) =>
      [type, project_id, work_item_id].join(' '),
    );
    const unmuted: NotificationEventRow[] = [];
    for (const group of Object.values(groups)) {
      const recipients = await filterByPreferences(
        tx,
        group[0],
        [user_ref],
        this.deps.types.get(group[0].type).channels,
      );
      unmuted.push(...(recipients.size > 0 ? group : []));
    }
    return unmuted;
  }

  /**
   * Lists the ids of admin events that a user has neither caused nor received, the latest first. Of
   * several events with the same key, lists only the latest, or none if the user received a later
   * one. Omits an event if another event of the same action notified the user. Omits events of
   * muted types, so that they do not count towards the maximum, and events from before the user
   * unmuted their type.
   */
  private async listMissedEvents(
    knex: Knex,
    user_ref: string,
    workspaces: readonly string[],
  ): Promise<string[]> {
    const { clock, preferences, retentionMs } = this.deps;
    const mutedTypes = await preferences.listMutedTypes(user_ref, knex);
    const selectReceived = (eventId: string) =>
      knex('notifications')
        .select(knex.raw('1'))
        .whereRaw(`notifications.notification_event_id = ${eventId}`)
        .where('notifications.user_ref', user_ref);
    return (
      knex('notification_events')
        .whereRaw(
          ...inListSql(knex, 'notification_events.workspace_id', workspaces),
        )
        // Not a binding, so that PostgreSQL can use the partial index.
        .whereRaw('notification_events.is_for_admins')
        .where(
          'notification_events.created_at',
          '>',
          new Date(clock.now() - retentionMs),
        )
        .where(actor =>
          actor
            .whereNull('notification_events.actor_ref')
            .orWhereNot('notification_events.actor_ref', user_ref),
        )
        .where(unmuted =>
          unmuted
            .where('notification_events.is_mandatory', true)
            .orWhere(optional =>
              optional
                .whereNotIn('notification_events.type', mutedTypes)
                .whereNotExists(
                  knex('unmuted_types')
                    .select(knex.raw('1'))
                    .where('unmuted_types.user_ref', user_ref)
                    .whereRaw('unmuted_types.type = notification_events.type')
                    .whereRaw(
                      'unmuted_types.unmuted_at >= notification_events.created_at',
                    ),
                ),
            ),
        )
        .whereNotExists(
          knex('notification_events as later')
            .select(knex.raw('1'))
            .whereRaw('later.dedupe_key IS NOT NULL')
            .whereRaw('later.workspace_id = notification_events.workspace_id')
            .whereRaw('later.dedupe_key = notification_events.dedupe_key')
            .whereRaw('later.id > notification_events.id')
            .where(forUser =>
              forUser
                .whereRaw('later.is_for_admins')
                .orWhereExists(selectReceived('later.id')),
            ),
        )
        .whereNotExists(selectReceived('notification_events.id'))
        .whereNotExists(
          knex('notification_events as siblings')
            .select(knex.raw('1'))
            .join(
              'notifications',
              'notifications.notification_event_id',
              'siblings.id',
            )
            .whereRaw('siblings.action_id = notification_events.action_id')
            .where('notifications.user_ref', user_ref),
        )
        .orderBy('notification_events.created_at', 'desc')
        .limit(MAX_EVENTS)
        .pluck('notification_events.id')
    );
  }
}
