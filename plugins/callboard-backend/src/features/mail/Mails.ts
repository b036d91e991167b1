import { Knex } from 'knex';
import { Queue } from '../../queue/Queue';
import { DocumentSource } from './DocumentSource';
import { SentRecipient } from './DigestBackfill';
import { DOCUMENT_QUEUE, MAIL_QUEUE, SERVER_GROUP } from './mailWork';
import { MailSource } from './MailSource';
import { MailStore, NewMail } from './MailStore';

/** Orders mails to people, which are then sent outside of the transaction. */
export class Mails {
  #source: MailSource | undefined;
  #documents: DocumentSource | undefined;

  constructor(
    private readonly deps: {
      queue: Queue;
      store: MailStore;
      /** Whether there is anywhere to send mails to. */
      isOn: boolean;
    },
  ) {}

  /** Whether mails are sent at all. */
  get isOn(): boolean {
    return this.deps.isOn;
  }

  /** Says who knows what mails are about. To be called once, before any is sent. */
  readFrom(source: MailSource): void {
    this.#source = source;
  }

  /** Says who makes the documents that are mailed. To be called at most once. */
  attachFrom(documents: DocumentSource): void {
    this.#documents = documents;
  }

  /** Who makes documents; undefined where nobody does. */
  get documents(): DocumentSource | undefined {
    return this.#documents;
  }

  /** @throws Error before `readFrom` */
  get source(): MailSource {
    if (!this.#source) {
      throw new Error('Nobody knows what mails are about');
    }
    return this.#source;
  }

  /**
   * Has people mailed about notifications, if the transaction commits: at most one
   * mail a person and notification. Does nothing where no mails are sent.
   */
  async add(
    tx: Knex.Transaction,
    notifications: readonly SentRecipient[],
  ): Promise<void> {
    await this.order(
      tx,
      notifications.map(({ notification_id, user_ref }) => ({
        user_ref,
        kind: 'notification' as const,
        about: notification_id,
      })),
    );
  }

  /** The same of any mails. */
  async order(tx: Knex.Transaction, mails: readonly NewMail[]): Promise<void> {
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
