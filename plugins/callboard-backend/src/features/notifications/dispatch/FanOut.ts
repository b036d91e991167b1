import { NotificationChannels } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { sortedLastIndex } from 'lodash';
import { PeopleService } from '../../../core/people/PeopleService';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { insertMany, inListSql } from '../../../database/bulk';
import { chooseBatchSize } from '../../../database/dialect';
import { Audience, AudienceReader } from './AudienceReader';
import { addRecipients, NotificationRecipient } from './addRecipients';
import { FanOutJob } from './NotificationDispatcher';
import {
  findNotificationEvent,
  NotificationEventRow,
} from './NotificationEventRow';
import { filterByVisibility, filterByPreferences } from './filterRecipients';
import { NotificationTypes } from '../rules/NotificationTypes';

/**
 * If an event is `unless_notified`, filters people to those whom no other event of the same action
 * has notified, so that nobody is notified twice. The table `notifications` cannot answer this: a
 * notification whose count has increased refers to its latest action only.
 *
 * @returns in the order of `people`
 */
async function filterNotNotified(
  tx: Knex,
  { id, action_id, audience }: NotificationEventRow,
  people: readonly string[],
): Promise<readonly string[]> {
  if (action_id === null || !audience.unless_notified) {
    return people;
  }
  const refs: string[] = await tx('notified_actions')
    .whereIn(
      'notification_event_id',
      tx('notification_events').select('id').where({ action_id }),
    )
    .whereNot({ notification_event_id: id })
    .whereRaw(...inListSql(tx, 'user_ref', people, 'text'))
    .pluck('user_ref');
  const notified = new Set(refs);
  return people.filter(ref => !notified.has(ref));
}

/**
 * Records which people an event has notified, if later events of its action remain. Deletes the
 * records of the action after its last event.
 *
 * @param isLast - whether the whole audience of the event has been processed
 */
async function recordNotified(
  tx: Knex,
  { id, action_id }: NotificationEventRow,
  notified: readonly string[],
  isLast: boolean,
): Promise<void> {
  if (action_id === null) {
    return;
  }
  // Events are processed in the order of their ids.
  const laterEvent = await tx('notification_events')
    .where({ action_id })
    .where('id', '>', id)
    .first('id');
  if (laterEvent) {
    await insertMany(
      tx,
      'notified_actions',
      notified.map(user_ref => ({ notification_event_id: id, user_ref })),
    );
  } else if (isLast) {
    await tx('notified_actions')
      .whereIn(
        'notification_event_id',
        tx('notification_events').select('id').where({ action_id }),
      )
      .delete();
  }
}

/** The number of people per transaction; a larger number is hardly faster. */
const BATCH_SIZE = 5_000;

/** Smaller than `BATCH_SIZE`, because SQLite blocks the thread for tens of milliseconds. */
const SQLITE_BATCH_SIZE = 1_000;

type FanOutRecipient = NotificationRecipient & {
  channels: NotificationChannels;
};

/**
 * Called with the recipients of a batch, in the transaction that writes them. The recipients
 * include people whose unread notification only got a higher count.
 *
 * @param isLast - whether these are the last recipients of the event
 */
export type RecipientsListener = (
  tx: Knex.Transaction,
  notificationEvent: NotificationEventRow,
  recipients: readonly FanOutRecipient[],
  isLast: boolean,
) => Promise<void>;

/** A part of the audience of a notification event. */
export interface FanOutBatch {
  notificationEvent: NotificationEventRow;
  people: readonly string[];
  admins: Audience['admins'];
  /** The job for the remaining audience, if any. */
  next: FanOutJob | undefined;
}

/**
 * Fans out notification events to the audience in batches, in the order of user references. The
 * transaction that writes recipients also stores the next position, so that a crash causes neither
 * missing nor repeated notifications.
 */
export class FanOut {
  readonly #listeners: RecipientsListener[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      people: Pick<PeopleService, 'ensureRefreshed'>;
      audience: ProjectAudience;
      audienceReader: AudienceReader;
      types: Pick<NotificationTypes, 'get'>;
      /** The number of people per transaction; the default depends on the database. */
      batchSize?: number;
    },
  ) {}

  onRecipients(listener: RecipientsListener): void {
    this.#listeners.push(listener);
  }

  /**
   * Determines the next batch of the audience. Must run outside of a transaction, because it may
   * query the catalog.
   *
   * @returns undefined when the notification event was deleted
   * @throws ServiceUnavailableError when the catalog does not respond
   */
  async prepareBatch({
    notification_event_id,
    after,
  }: FanOutJob): Promise<FanOutBatch | undefined> {
    const { knex, people: peopleService, audienceReader } = this.deps;
    const notificationEvent = await findNotificationEvent(
      knex,
      notification_event_id,
    );
    if (!notificationEvent) {
      return undefined;
    }
    const { people: allPeople, admins } = await audienceReader.loadAudience(
      notificationEvent,
    );
    const start = after === null ? 0 : sortedLastIndex(allPeople, after);
    const {
      batchSize = chooseBatchSize(knex, {
        concurrent: BATCH_SIZE,
        blocking: SQLITE_BATCH_SIZE,
      }),
    } = this.deps;
    const people = allPeople.slice(start, start + batchSize);
    const hasMore = start + people.length < allPeople.length;
    // Access to the workspace may depend on the catalog.
    await peopleService.ensureRefreshed(people);
    return {
      notificationEvent,
      people,
      admins,
      next: hasMore
        ? { notification_event_id, after: people[people.length - 1] }
        : undefined,
    };
  }

  /**
   * Writes the recipients of a batch.
   *
   * @returns the notified people
   */
  async write(tx: Knex.Transaction, batch: FanOutBatch): Promise<string[]> {
    const { audience, types } = this.deps;
    const { notificationEvent, people, admins, next } = batch;
    const pendingPeople = await filterNotNotified(
      tx,
      notificationEvent,
      people,
    );
    const viewers = await filterByVisibility(
      tx,
      { audience, notificationEvent },
      pendingPeople,
      admins,
    );
    const channelsByPerson = await filterByPreferences(
      tx,
      notificationEvent,
      viewers,
      types.get(notificationEvent.type).channels,
    );
    const recipients = await addRecipients(
      tx,
      notificationEvent,
      [...channelsByPerson.keys()],
      admins,
    );
    const refs = recipients.map(({ user_ref }) => user_ref);
    await recordNotified(tx, notificationEvent, refs, next === undefined);
    const withChannels = recipients.map(recipient => ({
      ...recipient,
      channels: channelsByPerson.get(recipient.user_ref)!,
    }));
    if (notificationEvent.audience.to.admins && next === undefined) {
      await tx('notification_events')
        .where({ id: notificationEvent.id })
        .update({ is_for_admins: true });
    }
    for (const listener of this.#listeners) {
      await listener(tx, notificationEvent, withChannels, next === undefined);
    }
    return refs;
  }
}
