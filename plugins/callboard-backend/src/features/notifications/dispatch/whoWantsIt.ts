import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { ThreadLevels } from '../following/ThreadLevels';
import { Channels, readChannels } from '../preferences/channels';
import { NoticeRow } from './NoticeRow';

/** A user who has not muted an event, with their channels. */
export interface Willing {
  user_ref: string;
  channels: Channels;
}

/**
 * Filters users to those who have muted neither the type nor the thread. Mandatory types cannot be
 * muted.
 *
 * @param usual - the default channels
 * @returns in the order of `people`
 */
export async function whoWantsIt(
  knex: Knex,
  notice: NoticeRow,
  people: readonly string[],
  usual: Channels,
): Promise<Willing[]> {
  const stored = await knex('notification_preferences')
    .where('type', notice.type)
    .whereRaw(...isOneOf(knex, 'user_ref', people, 'text'));
  const channelsOf = new Map(
    stored.map((row: any): [string, Channels] => [
      row.user_ref,
      readChannels(row),
    ]),
  );
  const listening =
    notice.is_mandatory || notice.audience.is_chosen
      ? new Set(people)
      : await whoHasNotMuted(knex, notice, people);
  return people
    .filter(ref => listening.has(ref))
    .map(user_ref => ({
      user_ref,
      channels: channelsOf.get(user_ref) ?? usual,
    }))
    .filter(({ channels }) => channels.bell || notice.is_mandatory);
}

/** Those who have not muted the thread. */
async function whoHasNotMuted(
  knex: Knex,
  { work_item_id, project_id, is_mention }: NoticeRow,
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  if (project_id === null) {
    return new Set(people);
  }
  const levels = await ThreadLevels.read(
    knex('subscriptions')
      .whereIn('thread_id', [project_id, work_item_id ?? project_id])
      .whereRaw(...isOneOf(knex, 'user_ref', people, 'text')),
  );
  return new Set(
    people.filter(ref =>
      levels.isHeardBy(ref, { project_id, work_item_id }, is_mention),
    ),
  );
}
