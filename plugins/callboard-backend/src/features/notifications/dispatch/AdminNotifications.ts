import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { LRUCache } from 'lru-cache';
import { limitEntries } from '../../../limitEntries';
import { Clock } from '../../../clock';
import { VisibilityScope } from '../../../core/resources/VisibilityScope';
import { isOneOf } from '../../../database/bulk';
import { lockName } from '../../../database/lockName';
import { Channels } from '../preferences/channels';
import { CopyStore } from './CopyStore';
import { findNotificationEvents, NoticeRow } from './NoticeRow';
import { whoWantsIt } from './whoWantsIt';

/** For how long somebody who is an admin of the same workspaces is not looked at. */
const CAUGHT_UP_MS = 60_000;

/** How many notices somebody gets who becomes an admin: the latest. */
const MAX_EVENTS = 200;

/**
 * Gives the admins of a workspace the notices for them that were told before they
 * became admins. It is the request of an admin that shows that somebody is one:
 * members become it by a change, others by the configuration or by a Group of the
 * catalog, which nothing announces.
 */
export class AdminNotifications {
  readonly #caughtUp = new LRUCache<string, string>({
    ...limitEntries(10_000),
    ttl: CAUGHT_UP_MS,
  });

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      copies: CopyStore;
      /** How people are told of a type who have not said otherwise. */
      usualChannels: (type: string) => Channels;
      /** How old the oldest are, in milliseconds. */
      retentionMs: number;
    },
  ) {}

  /** Gives somebody what they have missed. */
  async catchUp({ user_ref, administered }: VisibilityScope): Promise<void> {
    const workspaces = administered.join();
    if (
      administered.length === 0 ||
      this.#caughtUp.get(user_ref) === workspaces
    ) {
      return;
    }
    const { knex, copies } = this.deps;
    if ((await this.missedBy(knex, user_ref, administered)).length > 0) {
      await knex.transaction(async tx => {
        // Their other requests are about to do the same.
        await lockName(tx, `admin notifications ${user_ref}`);
        const missed = await this.missedBy(tx, user_ref, administered);
        const events = await findNotificationEvents(tx, missed);
        for (const notice of await this.selectNew(tx, user_ref, events)) {
          await copies.add(tx, notice, [user_ref], new Set([user_ref]));
        }
      });
    }
    this.#caughtUp.set(user_ref, workspaces);
  }

  /** Those of some notices that somebody has not muted. */
  private async selectNew(
    tx: Knex,
    user_ref: string,
    events: readonly NoticeRow[],
  ): Promise<NoticeRow[]> {
    const alike = groupBy(events, notice =>
      [notice.type, notice.project_id, notice.work_item_id].join(' '),
    );
    const selectNew: NoticeRow[] = [];
    for (const some of Object.values(alike)) {
      const usual = this.deps.usualChannels(some[0].type);
      const willing = await whoWantsIt(tx, some[0], [user_ref], usual);
      selectNew.push(...(willing.length > 0 ? some : []));
    }
    return selectNew;
  }

  /** Of those with the same key only the latest, which stands for all. */
  private async missedBy(
    knex: Knex,
    user_ref: string,
    workspaces: readonly string[],
  ): Promise<string[]> {
    const { clock, retentionMs } = this.deps;
    return (
      knex('notification_events')
        .whereRaw(
          ...isOneOf(knex, 'notification_events.workspace_id', workspaces),
        )
        // Not a binding: the index is about those alone.
        .whereRaw('notification_events.is_for_admins')
        .where(
          'notification_events.created_at',
          '>',
          new Date(clock.now() - retentionMs),
        )
        .where(other =>
          other
            .whereNull('notification_events.actor_ref')
            .orWhereNot('notification_events.actor_ref', user_ref),
        )
        .whereNotExists(
          knex('notification_events as later')
            .select(knex.raw('1'))
            .whereRaw('later.is_for_admins AND later.dedupe_key IS NOT NULL')
            .whereRaw('later.workspace_id = notification_events.workspace_id')
            .whereRaw('later.dedupe_key = notification_events.dedupe_key')
            .whereRaw('later.id > notification_events.id'),
        )
        .whereNotExists(
          knex('notifications')
            .select(knex.raw('1'))
            .whereRaw('notifications.notice_id = notification_events.id')
            .where('notifications.user_ref', user_ref),
        )
        .whereNotExists(
          knex('notification_events as others')
            .select(knex.raw('1'))
            .join('notifications', 'notifications.notice_id', 'others.id')
            .whereRaw('others.act_id = notification_events.act_id')
            .where('notifications.user_ref', user_ref),
        )
        .orderBy('notification_events.created_at', 'desc')
        .limit(MAX_EVENTS)
        .pluck('notification_events.id')
    );
  }
}
