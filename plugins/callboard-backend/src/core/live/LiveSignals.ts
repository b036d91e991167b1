import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { CallboardSignal } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { publishConcurrently } from '../../changes/relay/createEventsPublisher';
import {
  ChannelKey,
  deleteFormerNames,
  findChannelNames,
  formatChannelKey,
  listFormerNames,
} from './channelNames';

const ACTIVITY_INTERVAL_MS = 1_000;

const NOTIFICATION_INTERVAL_MS = 100;

const PEOPLE_AT_ONCE = 1_000;

/**
 * Publishes messages on live-update channels, through the portal's signals service. Any socket that
 * knows the name of a channel receives its messages, even without a sign-in: the name is the only
 * protection.
 */
export class LiveSignals {
  readonly #scheduledActivity = new Set<string>();
  readonly #usersToNotify = new Set<string>();
  #isPublishing = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      signals: SignalsService;
      logger: LoggerService;
    },
  ) {}

  async publish(channel: string, message: CallboardSignal): Promise<void> {
    await this.deps.signals.publish({
      // All listeners of the channel.
      recipients: { type: 'broadcast' },
      channel,
      message,
    });
  }

  /** Notifies listeners of former channel names that the channels were renamed. */
  async notifyRenamedChannels(): Promise<void> {
    const { knex } = this.deps;
    const former = await listFormerNames(knex);
    if (former.length > 0) {
      await publishConcurrently(former, name =>
        this.publish(name, { type: 'renew' }),
      );
      await deleteFormerNames(knex, former);
    }
  }

  /**
   * Signals new activity of a user to everyone who may see it: at most once a second, without
   * details. Never waits, never throws: browsers also poll, so a lost signal is harmless.
   */
  raiseActivity(workspace_id: string, user_ref: string): void {
    this.scheduleActivity(
      { kind: 'admins', scope: workspace_id },
      workspace_id,
    );
    this.scheduleActivity({ kind: 'person', scope: user_ref }, workspace_id);
  }

  /**
   * Signals to users that their notifications or their read state have changed. A user who is
   * passed again during the publication gets another signal. Never waits, never throws.
   */
  raiseNotifications(user_refs: readonly string[]): void {
    user_refs.forEach(ref => this.#usersToNotify.add(ref));
    if (!this.#isPublishing) {
      this.#isPublishing = true;
      this.publishNotifications()
        .catch(error =>
          this.deps.logger.debug(
            'A live update signal could not be sent',
            error,
          ),
        )
        .finally(() => {
          this.#isPublishing = false;
        });
    }
  }

  private async publishNotifications(): Promise<void> {
    while (this.#usersToNotify.size > 0) {
      const scopes = [...this.#usersToNotify].slice(0, PEOPLE_AT_ONCE);
      scopes.forEach(ref => this.#usersToNotify.delete(ref));
      // A channel without a name has no listeners.
      const names = await findChannelNames(
        this.deps.knex,
        scopes.map(scope => ({ kind: 'person', scope })),
      );
      await publishConcurrently([...names.values()], name =>
        this.publish(name, { type: 'notifications' }),
      );
      if (this.#usersToNotify.size === 0) {
        // Users added within this interval form the next batch.
        await sleep(NOTIFICATION_INTERVAL_MS, undefined, { ref: false });
      }
    }
  }

  private scheduleActivity(key: ChannelKey, workspace_id: string): void {
    const text = `${formatChannelKey(key)} ${workspace_id}`;
    if (this.#scheduledActivity.has(text)) {
      return;
    }
    this.#scheduledActivity.add(text);
    setTimeout(() => {
      this.#scheduledActivity.delete(text);
      this.publishActivity(key, workspace_id).catch(error =>
        this.deps.logger.debug('A live update signal could not be sent', error),
      );
    }, ACTIVITY_INTERVAL_MS).unref();
  }

  private async publishActivity(
    key: ChannelKey,
    workspace_id: string,
  ): Promise<void> {
    const names = await findChannelNames(this.deps.knex, [key]);
    const channel = names.get(formatChannelKey(key));
    if (channel !== undefined) {
      await this.publish(channel, { type: 'activity', workspace_id });
    }
  }
}
