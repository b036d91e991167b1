import { Knex } from 'knex';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { until } from '../../../__testUtils__/until';
import { MailConfig } from '../../../kernel/mailConfig';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { Queue } from '../../../queue/Queue';
import { Digests } from '../Digests';
import { MailWriter } from '../MailWriter';
import { MailRow, readMail, MailStore } from '../MailStore';
import { Mails } from '../Mails';
import {
  EmailRateLimiter,
  MailSender,
  registerMailWorkers,
} from '../MailSender';
import { MailServer } from '../MailServer';
import {
  DigestSpan,
  MailPreferences,
  MailedNotification,
  MailSource,
} from '../MailSource';
import { MailTransport } from '../transports/MailTransport';
import { SmtpTransport } from '../transports/SmtpTransport';
import { UnsubscribeTokens } from '../unsubscribing';
import { newNotification } from './newNotification';

const config: Pick<MailConfig, 'from'> = {
  from: { name: 'Callboard', address: 'callboard@example.com' },
};

/** A source with a notification for every id, and preferences that tests set. */
export class FakeSource implements MailSource {
  readonly unsubscribed: string[] = [];
  /** Notifications that must not be emailed any more. */
  readonly hidden = new Set<string>();
  readonly inDigests: MailedNotification[] = [];
  preferences: MailPreferences = {
    timezone: 'UTC',
    quiet_hours: null,
    digest: { frequency: 'daily', at: '08:00', weekday: 1 },
  };

  async findNotification(_user_ref: string, id: string) {
    return this.hidden.has(id) ? undefined : newNotification({ id, title: id });
  }

  async readDigest(_user_ref: string, span: DigestSpan, limit: number) {
    const items = this.inDigests.filter(
      ({ created_at }) => created_at >= span.since && created_at < span.until,
    );
    return { items: items.slice(0, limit), total: items.length };
  }

  async wantsEmail() {
    return true;
  }

  async readPreferences() {
    return this.preferences;
  }

  async unsubscribe(user_ref: string, type: string | null) {
    this.unsubscribed.push(`${user_ref} ${type}`);
  }

  getTypeLabel(type: string) {
    return type;
  }
}

/** A replica that sends emails, with a clock that tests set. */
export class MailReplica {
  now = Date.parse('2026-05-01T10:00:00Z');
  readonly source = new FakeSource();
  readonly mails: Mails;
  readonly digests: Digests;
  readonly store: MailStore;
  readonly server: MailServer;
  readonly tokens: UnsubscribeTokens;
  readonly #queue: Queue;
  readonly #transport: MailTransport;

  constructor(
    readonly knex: Knex,
    {
      transport,
      getMailAddress = ref => `${ref.split('/')[1]}@example.com`,
    }: {
      transport: MailTransport;
      getMailAddress?: (user_ref: string) => string | null;
    },
  ) {
    const clock = { now: () => this.now };
    const deps = { knex, clock, logger: silentLogger };
    this.#transport = transport;
    this.#queue = new Queue({ ...deps, graceMs: 100 });
    this.store = new MailStore(deps);
    this.server = new MailServer(deps);
    this.tokens = new UnsubscribeTokens({
      clock,
      secret: () => this.server.getSecret(),
    });
    this.mails = new Mails({
      queue: this.#queue,
      store: this.store,
      isOn: true,
    });
    this.mails.source = this.source;
    this.digests = new Digests({
      ...deps,
      mails: this.mails,
      workspaces: new WorkspaceDirectory(knex),
    });
    const people = {
      get: async (user_ref: string) => ({
        display_name: user_ref,
        email: getMailAddress(user_ref),
      }),
    };
    const sender = new MailSender({
      ...deps,
      store: this.store,
      server: this.server,
      transport,
      writer: new MailWriter({
        config,
        digests: this.digests,
        people: people as never,
        tokens: this.tokens,
        mails: this.mails,
        portalUrl: 'https://portal.example.com',
        preferencesUrl: 'https://portal.example.com/notifications/preferences',
        apiUrl: 'https://portal.example.com/api/callboard',
      }),
      rateLimiter: new EmailRateLimiter(60_000),
      mails: this.mails,
    });
    registerMailWorkers(this.#queue, {
      sender,
      server: this.server,
      store: this.store,
      concurrency: 5,
    });
  }

  /** Creates a replica that sends emails to a mail server on a local port. */
  static createWithServer(
    knex: Knex,
    port: number,
    options: { getMailAddress?: (user_ref: string) => string | null } = {},
  ): MailReplica {
    const transport = new SmtpTransport(
      { host: '127.0.0.1', port, security: 'none' },
      { commands: 5_000, message: 5_000 },
    );
    return new MailReplica(knex, { ...options, transport });
  }

  start(): this {
    this.#queue.start();
    return this;
  }

  async stop(): Promise<void> {
    await this.#queue.stop();
    this.#transport.close();
  }

  /** Queues emails about notifications with these ids. */
  async add(
    ids: readonly string[],
    user_ref = 'user:default/jane',
  ): Promise<void> {
    await this.knex.transaction(tx =>
      this.mails.add(
        tx,
        ids.map(id => ({ id, user_ref })),
      ),
    );
  }

  /** Advances the clock and wakes the queue. */
  wait(ms: number): void {
    this.now += ms;
    this.#queue.wake('mails');
  }

  /** Lists all emails, ordered by `about`. */
  async listRows(): Promise<MailRow[]> {
    return (await this.knex('mails').orderBy('about')).map(readMail);
  }

  /** Lists the emails as `about status`. */
  async listStatuses(): Promise<string[]> {
    return (await this.listRows()).map(
      ({ about, status }) => `${about} ${status}`,
    );
  }

  /** Whether no email is being sent. */
  async isIdle(): Promise<boolean> {
    return (await this.knex('jobs').where({ state: 'running' })).length === 0;
  }

  /**
   * Waits until the server has failed and no attempt is running. An attempt that fails after the
   * clock moved would count as a later failure.
   */
  async untilPaused(): Promise<void> {
    await until(async () => this.server.pauseMs > 0 && (await this.isIdle()));
  }

  /** Waits until the queue is empty. */
  async untilSent(): Promise<void> {
    await until(async () => (await this.knex('jobs')).length === 0);
  }
}
