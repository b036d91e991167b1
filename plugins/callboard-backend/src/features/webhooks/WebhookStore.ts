import { NotFoundError } from '@backstage/errors';
import {
  coversEventType,
  SEALED_EVENT_TYPE,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition } from 'lodash';
import { workspaceTable } from '../../core/workspaces/WorkspaceDirectory';
import { Table } from '../../database/Table';
import { lockForShare } from '../../database/locks';
import { DeliveryHealth } from './deliveries/DeliveryAttempt';
import { WebhookKey, WebhookRow } from './WebhookRow';
import { readNewestPage, PageQuery } from '../../database/paging';

/** The columns that an update of a webhook writes. Deliveries write the delivery stats. */
const changedFields = [
  'name',
  'url',
  'event_types',
  'is_active',
  'description',
  'disabled_reason',
  'secret',
  'former_secret',
  'former_secret_expires_at',
  'version',
  'updated_at',
] as const;

class WebhookStore extends Table<WebhookRow> {
  constructor() {
    super('webhooks', {
      id: 'text',
      workspace_id: 'text',
      name: 'text',
      url: 'text',
      event_types: 'json',
      is_active: 'boolean',
      description: 'text',
      consecutive_failures: 'number',
      disabled_reason: 'text',
      last_delivery_at: 'instant',
      last_success_at: 'instant',
      secret: 'text',
      former_secret: 'text',
      former_secret_expires_at: 'instant',
      version: 'number',
      created_at: 'instant',
      updated_at: 'instant',
    });
  }

  /** @throws NotFoundError when the webhook does not exist */
  async require(
    knex: Knex,
    { workspace_id, id }: WebhookKey,
  ): Promise<WebhookRow> {
    return requireFound(id, await this.find(knex, { workspace_id, id }));
  }

  /**
   * Finds and locks a webhook until the transaction ends. Deliveries can still be added to it.
   *
   * @throws NotFoundError when it does not exist
   */
  async requireLocked(
    tx: Knex.Transaction,
    { workspace_id, id }: WebhookKey,
  ): Promise<WebhookRow> {
    return requireFound(id, await this.lock(tx, { workspace_id, id }));
  }

  async list(knex: Knex, workspace_id: string, query: PageQuery) {
    const rows = this.select(knex).where({ workspace_id });
    return readNewestPage(query, rows, this.read);
  }

  /**
   * Lists the webhooks for which changes in some workspaces create deliveries: active webhooks, and
   * webhooks that were deactivated because of failures. The deliveries to a deactivated webhook are
   * created as failed. An active webhook must not get such deliveries, so deactivated webhooks are
   * locked: no admin can activate them until the transaction ends.
   */
  async listForDelivery(
    tx: Knex.Transaction,
    workspace_ids: readonly string[],
  ): Promise<WebhookRow[]> {
    const rows = await this.select(tx).whereIn('workspace_id', workspace_ids);
    const [active, inactive] = partition(rows.map(this.read), 'is_active');
    const failing = inactive.filter(
      ({ disabled_reason }) => disabled_reason === 'failing',
    );
    if (failing.length === 0) {
      return active;
    }
    const lockedRows = await lockForShare(
      this.select(tx)
        .whereIn(
          'id',
          failing.map(({ id }) => id),
        )
        .orderBy('id'),
    );
    return [...active, ...lockedRows.map(this.read)];
  }

  /** Lists the active webhooks that subscribe to seals, in all workspaces that are not deleted. */
  async listSealSubscribers(tx: Knex.Transaction): Promise<WebhookRow[]> {
    const [prefix] = SEALED_EVENT_TYPE.split('.');
    const rows = await this.select(tx)
      .where('is_active', true)
      .whereIn('workspace_id', workspaceTable.select(tx).select('id'))
      .whereRaw('CAST(event_types AS text) LIKE ?', [`%"${prefix}.%`]);
    return rows
      .map(this.read)
      .filter(({ event_types }: WebhookRow) =>
        coversEventType(event_types, SEALED_EVENT_TYPE),
      );
  }

  /** Updates a webhook. Of its delivery stats, writes only those in `extraFields`. */
  async update(
    tx: Knex.Transaction,
    row: WebhookRow,
    extraFields: ReadonlyArray<keyof WebhookRow> = [],
  ): Promise<void> {
    await super.update(tx, row, [...changedFields, ...extraFields]);
  }

  async saveHealth(
    tx: Knex.Transaction,
    id: string,
    { last_delivery_at, last_success_at, failures }: DeliveryHealth,
  ): Promise<void> {
    await tx('webhooks')
      .where({ id })
      .update({
        last_delivery_at: new Date(last_delivery_at),
        ...(last_success_at === undefined
          ? {
              consecutive_failures: tx.raw('consecutive_failures + ?', [
                failures,
              ]),
            }
          : {
              last_success_at: new Date(last_success_at),
              consecutive_failures: failures,
            }),
      });
  }

  /** Marks a webhook as deleted and erases its secrets. */
  async deleteWithSecrets(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('webhooks')
      .where({ id })
      .update({ deleted_at: new Date(now), secret: '', former_secret: null });
  }

  async deleteExpiredSecrets(knex: Knex, now: number): Promise<void> {
    await this.select(knex)
      .whereNotNull('former_secret')
      .where('former_secret_expires_at', '<=', new Date(now))
      .update({ former_secret: null });
  }

  /** @param reencrypt - returns the new encrypted secret, or the same one */
  async replaceSecrets(
    tx: Knex.Transaction,
    reencrypt: (encrypted: string, owner: string) => string,
  ): Promise<void> {
    const rows: WebhookRow[] = await this.select(tx).select(
      'id',
      'secret',
      'former_secret',
    );
    for (const { id, ...secrets } of rows) {
      const secret = reencrypt(secrets.secret, id);
      const former_secret =
        secrets.former_secret && reencrypt(secrets.former_secret, id);
      if (
        secret !== secrets.secret ||
        former_secret !== secrets.former_secret
      ) {
        await tx('webhooks')
          .where({ id, secret: secrets.secret })
          .update({ secret, former_secret });
      }
    }
  }
}

export const webhookStore = new WebhookStore();

function requireFound(id: string, row: WebhookRow | undefined): WebhookRow {
  if (!row) {
    throw new NotFoundError(`Webhook ${id} not found`);
  }
  return row;
}
