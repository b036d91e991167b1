import { Knex } from 'knex';
import { Queue } from '../../queue/Queue';
import {
  DeliveredNotification,
  DocumentSource,
  MailSource,
} from './MailSource';
import { MailStore, NewMail } from './MailStore';

export const MAIL_QUEUE = 'mails';

/**
 * The queue of emails with files. Creating a file takes seconds, so these emails have a separate
 * queue and do not delay others.
 */
export const DOCUMENT_QUEUE = 'mailed-documents';

/** The group of all emails. They share one server, so an outage pauses all of them. */
export const SERVER_GROUP = 'server';

/** Queues emails in the caller's transaction. Workers send them after the commit. */
export class Mails {
  /** The source of contents, set before any email is sent. */
  source!: MailSource;
  /** The source of attached documents, if any. */
  documents?: DocumentSource;

  constructor(
    private readonly deps: {
      queue: Queue;
      store: MailStore;
      /** Whether a mail server or a folder is configured. */
      isOn: boolean;
    },
  ) {}

  get isOn(): boolean {
    return this.deps.isOn;
  }

  /**
   * Queues emails about notifications in the transaction: at most one per recipient and
   * notification. Does nothing if emails are disabled.
   */
  async add(
    tx: Knex.Transaction,
    notifications: readonly DeliveredNotification[],
  ): Promise<void> {
    await this.queueEmails(
      tx,
      notifications.map(({ id, user_ref }) => ({
        user_ref,
        kind: 'notification' as const,
        about: id,
      })),
    );
  }

  async queueEmails(
    tx: Knex.Transaction,
    mails: readonly NewMail[],
  ): Promise<void> {
    const { isOn, store, queue } = this.deps;
    if (!isOn || mails.length === 0) {
      return;
    }
    const added = await store.add(tx, mails);
    await queue.add(
      tx,
      added.map(({ id, kind }) => ({
        queue: kind === 'document' ? DOCUMENT_QUEUE : MAIL_QUEUE,
        group: SERVER_GROUP,
        payload: { mail_id: id },
      })),
    );
  }
}
