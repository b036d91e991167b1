import { Knex } from 'knex';
import { notificationSeverities } from '@callboard/plugin-callboard-common';
import { callboardActor } from '../../kernel/actor';
import { inListSql } from '../../database/bulk';
import { countRows } from '../../database/statements';
import { readInstant } from '../../database/dialect';
import {
  DigestContent,
  DigestSpan,
  MailedNotification,
  MailPreferences,
  MailSource,
} from '../mail/MailSource';
import { ANNOUNCEMENT_TYPE } from './Announcements';
import { eventVisibilityCodes } from './dispatch/NotificationEvent';
import { Preferences } from './Preferences';
import { toThreadReference } from './reading/NotificationReader';
import {
  getVisibilityScope,
  whereStillAccessible,
} from './reading/whereStillAccessible';
import { selectUnreadRows } from './reading/unread';
import { findNotificationEvent } from './dispatch/NotificationEventRow';
import { filterByVisibility } from './dispatch/filterRecipients';
import { Core } from '../../core/Core';
import { MailServices } from '../mail/addMail';
import { Digests } from '../mail/Digests';
import { FanOut } from './dispatch/FanOut';
import { NotificationTypes } from './rules/NotificationTypes';

function selectMailColumns(rows: Knex.QueryBuilder): Knex.QueryBuilder {
  return rows
    .innerJoin(
      'notification_events',
      'notification_events.id',
      'notifications.notification_event_id',
    )
    .innerJoin('workspaces', 'workspaces.id', 'notifications.workspace_id')
    .leftJoin('projects', join =>
      join
        .on('projects.id', 'notifications.project_id')
        // Notifications with the visibility `recipients` omit the name, because their recipients
        // may have no access to the project.
        .andOnVal(
          'notifications.visibility',
          '<>',
          eventVisibilityCodes.recipients,
        ),
    )
    .leftJoin('people', 'people.user_ref', 'notification_events.actor_ref')
    .select(
      'notifications.id',
      'notifications.type',
      'notifications.project_id',
      'notifications.severity',
      'notifications.count',
      'notifications.visibility',
      'notifications.workspace_id',
      'notifications.updated_at',
      'notification_events.title',
      'notification_events.body',
      'notification_events.target_url',
      'notification_events.reason',
      'notification_events.work_item_id',
      'notification_events.actor_ref',
      'people.display_name as actor_name',
      'workspaces.name as workspace_name',
      'projects.name as project_name',
    );
}

function readMailedNotification(row: any, label: string): MailedNotification {
  return {
    id: row.id,
    type: row.type,
    label,
    title: row.title,
    body: row.body,
    target_url: row.target_url,
    severity: notificationSeverities[row.severity],
    count: row.count,
    reason: row.reason,
    actor_name:
      row.actor_ref === callboardActor.user_ref
        ? callboardActor.display_name
        : row.actor_name ?? row.actor_ref,
    workspace_id: row.workspace_id,
    workspace_name: row.workspace_name,
    project_name: row.project_name,
    work_item_id: toThreadReference(row)?.work_item_id ?? null,
    created_at: readInstant(row.updated_at),
    is_announcement: row.type === ANNOUNCEMENT_TYPE,
  };
}

/**
 * Provides preferences for emails. Without the notifications feature, this is the whole source:
 * emails with documents need only preferences.
 */
class EmailPreferences implements MailSource {
  constructor(private readonly preferences: Preferences) {}

  async findNotification(
    _user_ref: string,
    _id: string,
  ): Promise<MailedNotification | undefined> {
    return undefined;
  }

  async readDigest(
    _user_ref: string,
    _span: DigestSpan,
    _limit: number,
  ): Promise<DigestContent> {
    return { items: [], total: 0 };
  }

  async wantsEmail(user_ref: string, type: string): Promise<boolean> {
    const getChannels = await this.preferences.readUserChannels(user_ref);
    return getChannels(type).email;
  }

  readPreferences(user_ref: string): Promise<MailPreferences> {
    return this.preferences.readDeliveryTimes(user_ref);
  }

  unsubscribe(user_ref: string, type: string | null): Promise<void> {
    return type === null
      ? this.preferences.turnOffDigest(user_ref)
      : this.preferences.turnOffEmails(user_ref, type);
  }

  getTypeLabel(type: string): string {
    return this.preferences.getTypeLabel(type);
  }
}

/** Reads the notifications for an email when the email is sent. */
export class NotificationMails extends EmailPreferences {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'clock' | 'config' | 'audience' | 'workspaces'
    > & { preferences: Preferences },
  ) {
    super(deps.preferences);
  }

  override async findNotification(
    user_ref: string,
    id: string,
  ): Promise<MailedNotification | undefined> {
    const [row] = await selectMailColumns(
      this.selectUnreadNotifications(user_ref).where('notifications.id', id),
    ).select('notifications.notification_event_id');
    return row &&
      (await this.canStillSee(user_ref, row)) &&
      (await this.wantsEmail(user_ref, row.type))
      ? readMailedNotification(row, this.getTypeLabel(row.type))
      : undefined;
  }

  override async readDigest(
    user_ref: string,
    { since, until, digestBackfill, later }: DigestSpan,
    limit: number,
  ): Promise<DigestContent> {
    const { knex, preferences } = this.deps;
    const rows = this.selectUnreadNotifications(user_ref)
      .where('unread_notifications.sort_at', '<', new Date(until))
      .where(either =>
        either
          .where('unread_notifications.sort_at', '>=', new Date(since))
          .orWhereRaw(
            ...inListSql(knex, 'unread_notifications.id', digestBackfill),
          ),
      );
    if (later.length > 0) {
      const [isLater, ids] = inListSql(knex, 'unread_notifications.id', later);
      rows.whereRaw(`NOT (${isLater})`, ids);
    }
    whereStillAccessible(
      knex,
      rows,
      await getVisibilityScope(this.deps, user_ref),
    );
    const types: string[] = await rows
      .clone()
      .distinct('notifications.type')
      .pluck('notifications.type');
    const getChannels = await preferences.readUserChannels(user_ref);
    rows.whereIn(
      'notifications.type',
      types.filter(type => getChannels(type).digest),
    );
    const found: any[] = await selectMailColumns(rows.clone())
      .orderBy('notifications.sort_at', 'desc')
      .limit(limit);
    return {
      items: found.map(row =>
        readMailedNotification(row, this.getTypeLabel(row.type)),
      ),
      total: await countRows(rows),
    };
  }

  private selectUnreadNotifications(user_ref: string): Knex.QueryBuilder {
    const { knex, clock } = this.deps;
    return selectUnreadRows(knex, user_ref, new Date(clock.now())).innerJoin(
      'notifications',
      'notifications.id',
      'unread_notifications.id',
    );
  }

  /**
   * Checks whether a user can still see a notification. Uses the rules of the fan-out, because they
   * also work for users who have never opened the portal.
   */
  private async canStillSee(
    user_ref: string,
    notification: { notification_event_id: string; visibility: number },
  ): Promise<boolean> {
    const { knex, audience } = this.deps;
    const notificationEvent = await findNotificationEvent(
      knex,
      notification.notification_event_id,
    );
    if (!notificationEvent) {
      return false;
    }
    const isForAdmins = notification.visibility === eventVisibilityCodes.admins;
    const viewers = await filterByVisibility(
      knex,
      { audience, notificationEvent },
      [user_ref],
      new Set(isForAdmins ? [user_ref] : []),
    );
    return viewers.length > 0;
  }
}

/**
 * Connects notifications to emails:
 *
 * - Queues an email for each new notification whose recipient has turned on emails for the type,
 *   but not when only the count of a notification increases.
 * - Records the notifications that miss their digest.
 * - Schedules a user's digests when their preferences are stored.
 */
export function notifyByEmail(
  core: Core,
  { preferences, fanOut }: { preferences: Preferences; fanOut: FanOut },
  { mails, digests }: MailServices,
): void {
  mails.source = new NotificationMails({ ...core, preferences });
  fanOut.onRecipients(async (tx, notificationEvent, recipients) => {
    if (!mails.isOn) {
      return;
    }
    const emailRecipients = recipients.filter(
      ({ is_new, channels }) => is_new && channels.email,
    );
    await mails.add(tx, emailRecipients);
    await digests.recordLate(tx, recipients, notificationEvent.created_at);
  });
  scheduleDigestsOnSave(preferences, digests);
}

/** Provides preferences for emails without the notifications feature. */
export function emailWithoutNotifications(
  { knex, clock, workspaces }: Core,
  types: NotificationTypes,
  { mails, digests }: MailServices,
): void {
  const preferences = new Preferences({ knex, clock, types, workspaces });
  mails.source = new EmailPreferences(preferences);
  scheduleDigestsOnSave(preferences, digests);
}

function scheduleDigestsOnSave(
  preferences: Preferences,
  digests: Digests,
): void {
  preferences.onSaved = (tx, user_ref, times) =>
    digests.schedule(tx, user_ref, times);
}
