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
  #source: MailSource | undefined;
  #documents: DocumentSource | undefined;

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

  /** Sets the source of email contents. Must be called once, before any email is sent. */
  setSource(source: MailSource): void {
    this.#source = source;
  }

  /** Sets the source of attached documents. May be called at most once. */
  setDocumentSource(documents: DocumentSource): void {
    this.#documents = documents;
  }

  /** The source of documents; undefined if none is set. */
  get documents(): DocumentSource | undefined {
    return this.#documents;
  }

  /** @throws Error before `setSource` */
  get source(): MailSource {
    if (!this.#source) {
      throw new Error('No source of emails is set');
    }
    return this.#source;
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
      notifications.map(({ notification_id, user_ref }) => ({
        user_ref,
        kind: 'notification' as const,
        about: notification_id,
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
