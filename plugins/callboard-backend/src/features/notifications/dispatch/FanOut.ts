import { Knex } from 'knex';
import { sortedLastIndex } from 'lodash';
import { PeopleService } from '../../../core/people/PeopleService';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { insertMany, inListSql } from '../../../database/bulk';
import { chooseBatchSize } from '../../../database/dialect';
import { Channels } from '../preferences/PreferenceStore';
import { Audience, AudienceReader } from './AudienceReader';
import { NotificationRecipient, RecipientStore } from './RecipientStore';
import { FanOutJob } from './NotificationDispatcher';
import {
  findNotificationEvent,
  NotificationEventRow,
} from './NotificationEventRow';
import { filterByVisibility, findWillingRecipients } from './filterRecipients';

/**
 * Records who was notified of an action that causes several notification events, so that
 * nobody is notified twice. Recipients cannot tell: a counted one refers to a later action.
 */
class NotifiedActions {
  /**
   * Returns those whom no earlier event of the same action has notified.
   *
   * @returns in the order of `people`
   */
  async listPending(
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
   * Records whom an event has notified, while later events of its action remain.
   *
   * @param isLast - whether the whole audience of the event has been processed
   */
  async note(
    tx: Knex,
    { id, action_id }: NotificationEventRow,
    notified: readonly string[],
    isLast: boolean,
  ): Promise<void> {
    if (action_id === null) {
      return;
    }
    // Events are processed in the order of their ids.
    const later = await tx('notification_events')
      .where({ action_id })
      .where('id', '>', id)
      .first('id');
    if (later) {
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
}

/** The number of people per transaction; more are hardly faster. */
const PEOPLE_AT_ONCE = 5_000;

/** SQLite blocks the thread while it writes so many rows: some tens of milliseconds. */
const PEOPLE_AT_ONCE_IN_SQLITE = 1_000;

/** A recipient, with the channels to use. */
export type FanOutRecipient = NotificationRecipient & { channels: Channels };

/**
 * Called with new recipients, in the transaction that writes them.
 *
 * @param isLast - whether the fan-out ends with these
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
  /** The rest; undefined when these are the last. */
  next: FanOutJob | undefined;
}

/**
 * Fans out notification events to a part of the audience at a time, in the order of user references.
 * The transaction that writes recipients also stores the next position, so that a crash neither skips
 * nor repeats anybody.
 */
export class FanOut {
  readonly #listeners: RecipientsListener[] = [];
  readonly #notifiedActions = new NotifiedActions();

  constructor(
    private readonly deps: {
      knex: Knex;
      people: Pick<PeopleService, 'ensureRefreshed'>;
      audience: ProjectAudience;
      audiences: AudienceReader;
      recipientStore: RecipientStore;
      /** The default channels of a type. */
      getDefaultChannels: (type: string) => Channels;
      /** The number of people per transaction; by default, as many as are fast. */
      peopleAtOnce?: number;
    },
  ) {}

  /** Registers a listener for new recipients. */
  onRecipients(listener: RecipientsListener): void {
    this.#listeners.push(listener);
  }

  /**
   * Determines the next part of the audience. Queries the catalog, so it runs outside a
   * transaction.
   *
   * @returns undefined when the notification event was deleted
   * @throws ServiceUnavailableError when the catalog does not respond
   */
  async prepareBatch({
    notification_event_id,
    after,
  }: FanOutJob): Promise<FanOutBatch | undefined> {
    const { knex, people: known, audiences } = this.deps;
    const notificationEvent = await findNotificationEvent(
      knex,
      notification_event_id,
    );
    if (!notificationEvent) {
      return undefined;
    }
    const { people: all, admins } = await audiences.loadAudience(
      notificationEvent,
    );
    const start = after === null ? 0 : sortedLastIndex(all, after);
    const { peopleAtOnce = getDefaultPeopleAtOnce(knex) } = this.deps;
    const people = all.slice(start, start + peopleAtOnce);
    const hasMore = start + people.length < all.length;
    // Access to the workspace may depend on the catalog.
    await known.ensureRefreshed(people);
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
   * Adds the recipients who may see the event and have not muted it.
   *
   * @returns the notified people
   */
  async write(tx: Knex.Transaction, turn: FanOutBatch): Promise<string[]> {
    const { audience, recipientStore, getDefaultChannels } = this.deps;
    const { notificationEvent, people, admins, next } = turn;
    const pendingPeople = await this.#notifiedActions.listPending(
      tx,
      notificationEvent,
      people,
    );
    const seeing = await filterByVisibility(
      tx,
      { audience, notificationEvent },
      pendingPeople,
      admins,
    );
    const willing = await findWillingRecipients(
      tx,
      notificationEvent,
      seeing,
      getDefaultChannels(notificationEvent.type),
    );
    const channelsByPerson = new Map(
      willing.map(({ user_ref, channels }) => [user_ref, channels]),
    );
    const recipients = await recipientStore.add(
      tx,
      notificationEvent,
      [...channelsByPerson.keys()],
      admins,
    );
    const refs = recipients.map(({ user_ref }) => user_ref);
    await this.#notifiedActions.note(
      tx,
      notificationEvent,
      refs,
      next === undefined,
    );
    const withChannels = recipients.map(copy => ({
      ...copy,
      channels: channelsByPerson.get(copy.user_ref)!,
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

function getDefaultPeopleAtOnce(knex: Knex): number {
  return chooseBatchSize(knex, {
    concurrent: PEOPLE_AT_ONCE,
    blocking: PEOPLE_AT_ONCE_IN_SQLITE,
  });
}
