import { ConflictError } from '@backstage/errors';
import {
  MAX_WEBHOOKS_PER_WORKSPACE,
  NewWebhook,
  Webhook,
  WebhookPatch,
  WebhookWithSecret,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Core } from '../../core/Core';
import { lockWorkspaces } from '../../database/locks';
import { countRows } from '../../database/statements';
import { InvalidRequestError } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { Cancellation } from './deliveries/Cancellation';
import { ReceiverRules } from './receivers/ReceiverRules';
import { generateSecret, SecretBox } from './SecretBox';
import {
  toWebhook,
  toWebhookActivity,
  toWebhookResponse,
  WebhookKey,
} from './WebhookRow';
import { webhookStore } from './WebhookStore';
import { toNextVersion } from '../../database/Table';
import { PageQuery } from '../../database/paging';

const HOUR_MS = 60 * 60 * 1_000;

export class WebhookService {
  constructor(
    private readonly deps: Pick<
      Core,
      'knex' | 'clock' | 'logger' | 'changes'
    > & {
      cancellation: Cancellation;
      rules: ReceiverRules;
      secrets: SecretBox;
    },
  ) {}

  async list(workspace_id: string, query: PageQuery) {
    const page = await webhookStore.list(this.deps.knex, workspace_id, query);
    return { ...page, items: page.items.map(toWebhookResponse) };
  }

  /** @throws NotFoundError when the webhook does not exist */
  async get(key: WebhookKey): Promise<Webhook> {
    return toWebhookResponse(await webhookStore.require(this.deps.knex, key));
  }

  /**
   * @throws InvalidRequestError when its URL is not allowed
   * @throws ConflictError when the workspace has reached its limit
   */
  async create(
    actor: Actor,
    workspace_id: string,
    input: NewWebhook,
  ): Promise<WebhookWithSecret> {
    await this.checkUrl(input.url);
    return this.record(actor, workspace_id, input);
  }

  /**
   * Creates a webhook without checking its URL, for seeded history.
   *
   * @throws ConflictError when the workspace has reached its limit
   */
  async record(
    actor: Actor,
    workspace_id: string,
    input: NewWebhook,
  ): Promise<WebhookWithSecret> {
    const { changes, secrets } = this.deps;
    return changes.run(actor, async change => {
      // Serialises concurrent creations, so that the limit holds.
      await lockWorkspaces(change.tx, [workspace_id]);
      const existing = webhookStore.select(change.tx).where({ workspace_id });
      const count = await countRows(existing);
      if (count >= MAX_WEBHOOKS_PER_WORKSPACE) {
        throw new ConflictError(
          `A workspace can have at most ${MAX_WEBHOOKS_PER_WORKSPACE} webhooks. Delete one first`,
        );
      }
      const secret = generateSecret();
      const newWebhook = toWebhook(workspace_id, input, change.now);
      const row = {
        ...newWebhook,
        secret: secrets.encrypt(secret, newWebhook.id),
      };
      await webhookStore.insert(change.tx, [row]);
      change.record(toWebhookActivity(null, row));
      return { ...toWebhookResponse(row), secret };
    });
  }

  /**
   * Updates a webhook. Deactivation fails its pending deliveries. Activation resets its failure
   * count and the reason for its deactivation.
   *
   * @throws NotFoundError when it does not exist
   * @throws PreconditionFailedError when it has changed since the caller read it
   * @throws InvalidRequestError when its URL is not allowed
   */
  async update(
    actor: Actor,
    key: WebhookKey,
    patch: WebhookPatch,
    precondition = Precondition.none,
  ): Promise<Webhook> {
    const { knex, changes, cancellation } = this.deps;
    if (patch.url !== undefined) {
      await webhookStore.require(knex, key);
      await this.checkUrl(patch.url);
    }
    return changes.run(actor, async change => {
      const before = await webhookStore.requireLocked(change.tx, key);
      precondition.check(before.version);
      const after = toNextVersion(before, patch, change.now);
      after.event_types = uniq(after.event_types);
      const isActivation = after.is_active && !before.is_active;
      if (isActivation) {
        after.disabled_reason = null;
        after.consecutive_failures = 0;
      }
      if (!change.record(toWebhookActivity(before, after))) {
        return toWebhookResponse(before);
      }
      const extraFields = isActivation
        ? (['consecutive_failures'] as const)
        : [];
      await webhookStore.update(change.tx, after, extraFields);
      if (!after.is_active && before.is_active) {
        await cancellation.begin(change.tx, after, 'deactivated');
      }
      return toWebhookResponse(after);
    });
  }

  /**
   * Deletes a webhook and fails its pending deliveries.
   *
   * @throws NotFoundError when it does not exist
   * @throws PreconditionFailedError when it has changed since the caller read it
   */
  async delete(
    actor: Actor,
    key: WebhookKey,
    precondition: Precondition,
  ): Promise<void> {
    const { changes, cancellation } = this.deps;
    await changes.run(actor, async change => {
      const before = await webhookStore.requireLocked(change.tx, key);
      precondition.check(before.version);
      await webhookStore.deleteWithSecrets(change.tx, key.id, change.now);
      await cancellation.begin(change.tx, before, 'deleted');
      change.record(toWebhookActivity(before, null));
    });
  }

  /**
   * Creates a new secret. For `overlap_hours`, requests are also signed with the previous
   * secret. Older secrets become invalid immediately.
   *
   * @throws NotFoundError when the webhook does not exist
   * @throws PreconditionFailedError when it has changed since the caller read it
   */
  async rotateSecret(
    actor: Actor,
    key: WebhookKey,
    overlap_hours: number,
    precondition: Precondition,
  ): Promise<WebhookWithSecret> {
    const { changes, secrets } = this.deps;
    return changes.run(actor, async change => {
      const before = await webhookStore.requireLocked(change.tx, key);
      precondition.check(before.version);
      const { id } = before;
      const secret = generateSecret();
      // A secret that cannot be decrypted cannot sign.
      const hasFormerSecret =
        overlap_hours > 0 && secrets.canDecrypt(before.secret, id);
      const expiry = change.now + overlap_hours * HOUR_MS;
      const newSecrets = {
        secret: secrets.encrypt(secret, id),
        former_secret: hasFormerSecret ? before.secret : null,
        former_secret_expires_at: hasFormerSecret
          ? new Date(expiry).toISOString()
          : null,
      };
      const after = toNextVersion(before, newSecrets, change.now);
      change.record({
        ...toWebhookActivity(before, after),
        action: 'rotate_secret',
      });
      await webhookStore.update(change.tx, after);
      return { ...toWebhookResponse(after), secret };
    });
  }

  /**
   * Deletes expired former secrets, and re-encrypts secrets that were encrypted with a former key.
   * A secret that no key can decrypt stays unchanged, because its key may be configured again.
   */
  async reencryptSecrets(): Promise<void> {
    const { knex, clock, logger, secrets } = this.deps;
    await webhookStore.deleteExpiredSecrets(knex, clock.now());
    await knex.transaction(tx =>
      webhookStore.replaceSecrets(tx, (encrypted, owner) => {
        if (secrets.hasCurrentKey(encrypted)) {
          return encrypted;
        }
        if (!secrets.canDecrypt(encrypted, owner)) {
          logger.warn(
            `A secret of the webhook ${owner} cannot be decrypted. Unless it is a former secret, deliveries fail until callboard.webhooks.encryptionKeys has the key again, or the secret is rotated`,
          );
          return encrypted;
        }
        return secrets.encrypt(secrets.decrypt(encrypted, owner), owner);
      }),
    );
  }

  /**
   * Must run outside of a transaction, because it waits for DNS.
   *
   * @throws InvalidRequestError when the URL is not allowed
   */
  private async checkUrl(url: string): Promise<void> {
    const reason = await this.deps.rules.findProblem(url);
    if (reason) {
      throw new InvalidRequestError([{ field: 'body.url', reason }]);
    }
  }
}
