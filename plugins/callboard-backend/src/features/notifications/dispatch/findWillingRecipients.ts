import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { SubscriptionLevels } from '../following/SubscriptionLevels';
import { Channels, readChannels } from '../preferences/channels';
import { NotificationEventRow } from './NotificationEventRow';

/** A user who has not muted an event, with their channels. */
export interface Willing {
  user_ref: string;
  channels: Channels;
}

/**
 * Filters users to those who have muted neither the type nor the thread. Mandatory types cannot be
 * muted.
 *
 * @param defaultChannels - the default channels
 * @returns in the order of `people`
 */
export async function findWillingRecipients(
  knex: Knex,
  notificationEvent: NotificationEventRow,
  people: readonly string[],
  defaultChannels: Channels,
): Promise<Willing[]> {
  const stored = await knex('notification_preferences')
    .where('type', notificationEvent.type)
    .whereRaw(...inListSql(knex, 'user_ref', people, 'text'));
  const channelsByPerson = new Map(
    stored.map((row: any): [string, Channels] => [
      row.user_ref,
      readChannels(row),
    ]),
  );
  const listening =
    notificationEvent.is_mandatory || notificationEvent.audience.is_chosen
      ? new Set(people)
      : await findUnmutedPeople(knex, notificationEvent, people);
  return people
    .filter(ref => listening.has(ref))
    .map(user_ref => ({
      user_ref,
      channels: channelsByPerson.get(user_ref) ?? defaultChannels,
    }))
    .filter(({ channels }) => channels.bell || notificationEvent.is_mandatory);
}

/** Those who have not muted the thread. */
async function findUnmutedPeople(
  knex: Knex,
  { work_item_id, project_id, is_mention }: NotificationEventRow,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  if (project_id === null) {
    return new Set(people);
  }
  const levels = await SubscriptionLevels.read(
    knex('subscriptions')
      .whereIn('thread_id', [project_id, work_item_id ?? project_id])
      .whereRaw(...inListSql(knex, 'user_ref', people, 'text')),
  );
  return new Set(
    people.filter(ref =>
      levels.acceptsEvent(ref, { project_id, work_item_id }, is_mention),
    ),
  );
}
