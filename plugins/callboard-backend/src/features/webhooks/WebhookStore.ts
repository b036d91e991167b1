import { NotFoundError } from '@backstage/errors';
import {
  coversEventType,
  SEALED_EVENT_TYPE,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, pick } from 'lodash';
import { countRows } from '../../database/statements';
import {
  readInstant,
  readJson,
  readOptionalInstant,
  writeJson,
} from '../../database/dialect';
import { lockForNoKeyUpdate, lockForShare } from '../../database/locks';
import { WebhookRow } from './WebhookRow';
import { readNewestPage } from '../../database/paging';

/** The columns that updates of a webhook write; deliveries write the others. */
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

/** The table of webhooks; hides deleted ones. */
export class WebhookStore {
  /**
   * Finds a webhook of a workspace.
   *
   * @throws NotFoundError when it does not exist
   */
  async require(
    knex: Knex,
    workspace_id: string,
    id: string,
  ): Promise<WebhookRow> {
    const row = await selectLiveWebhooks(knex)
      .where({ workspace_id, id })
      .first();
    if (!row) {
      throw new NotFoundError(`There is no webhook ${id}`);
    }
    return readWebhook(row);
  }

  /**
   * Finds and locks a webhook until the transaction ends. Deliveries can still be added to it.
   *
   * @throws NotFoundError when it does not exist
   */
  async lock(
    tx: Knex.Transaction,
    workspace_id: string,
    id: string,
  ): Promise<WebhookRow> {
    await lockForNoKeyUpdate(tx('webhooks').select('id').where({ id }));
    return this.require(tx, workspace_id, id);
  }

  /** Finds and locks a webhook of any workspace until the transaction ends. */
  async lockAny(
    tx: Knex.Transaction,
    id: string,
  ): Promise<WebhookRow | undefined> {
    const [row] = await lockForNoKeyUpdate(
      selectLiveWebhooks(tx).where({ id }),
    );
    return row && readWebhook(row);
  }

  /** Finds a webhook of any workspace. */
  async find(knex: Knex, id: string): Promise<WebhookRow | undefined> {
    const row = await selectLiveWebhooks(knex).where({ id }).first();
    return row && readWebhook(row);
  }

  /** Lists the webhooks of a workspace, newest first. */
  async list(
    knex: Knex,
    workspace_id: string,
    query: { cursor?: string; limit: number },
  ) {
    const rows = selectLiveWebhooks(knex).where({ workspace_id });
    return readNewestPage(query, rows, readWebhook);
  }

  /**
   * Lists the webhooks of some workspaces that get deliveries: active ones, and those deactivated
   * because of failures. The latter are locked, so that they stay inactive: their deliveries are
   * created as failed, and a concurrent activation would miss them.
   */
  async listForDelivery(
    tx: Knex.Transaction,
    workspace_ids: readonly string[],
  ): Promise<WebhookRow[]> {
    const rows = await selectLiveWebhooks(tx).whereIn(
      'workspace_id',
      workspace_ids,
    );
    const [active, others] = partition(rows.map(readWebhook), 'is_active');
    const failing = others.filter(
      ({ disabled_reason }) => disabled_reason === 'failing',
    );
    if (failing.length === 0) {
      return active;
    }
    const lockedRows = await lockForShare(
      selectLiveWebhooks(tx)
        .whereIn(
          'id',
          failing.map(({ id }) => id),
        )
        .orderBy('id'),
    );
    return [...active, ...lockedRows.map(readWebhook)];
  }

  /** Lists the active webhooks of all workspaces that subscribe to integrity checkpoints. */
  async listSealSubscribers(tx: Knex.Transaction): Promise<WebhookRow[]> {
    const [prefix] = SEALED_EVENT_TYPE.split('.');
    const rows = await selectLiveWebhooks(tx)
      .where('is_active', true)
      .whereRaw('CAST(event_types AS text) LIKE ?', [`%"${prefix}.%`]);
    return rows
      .map(readWebhook)
      .filter(({ event_types }: WebhookRow) =>
        coversEventType(event_types, SEALED_EVENT_TYPE),
      );
  }

  /** Counts the webhooks of a workspace. */
  async countInWorkspace(
    tx: Knex.Transaction,
    workspace_id: string,
  ): Promise<number> {
    return countRows(selectLiveWebhooks(tx).where({ workspace_id }));
  }

  /** Adds a webhook. */
  async insert(tx: Knex.Transaction, row: WebhookRow): Promise<void> {
    await tx('webhooks').insert(toColumns(row));
  }

  /** Updates a webhook without its delivery stats. */
  async update(tx: Knex.Transaction, row: WebhookRow): Promise<void> {
    await tx('webhooks')
      .where({ id: row.id })
      .update(toColumns(pick(row, changedFields)));
  }

  /** Stores the delivery stats of a webhook. */
  async saveHealth(
    tx: Knex.Transaction,
    id: string,
    health: {
      last_delivery_at: number;
      last_success_at: number | undefined;
      /** The number of attempts that failed after that success, or of all if none succeeded. */
      failures: number;
    },
  ): Promise<void> {
    const { last_delivery_at, last_success_at, failures } = health;
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

  /** Resets the failures of a reactivated webhook. */
  async resetFailures(tx: Knex.Transaction, id: string): Promise<void> {
    await tx('webhooks').where({ id }).update({ consecutive_failures: 0 });
  }

  /** Marks a webhook as deleted and erases its secrets. */
  async softDelete(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('webhooks')
      .where({ id })
      .update({ deleted_at: new Date(now), secret: '', former_secret: null });
  }

  /** Erases expired former secrets. */
  async deleteExpiredSecrets(knex: Knex, now: number): Promise<void> {
    await selectLiveWebhooks(knex)
      .whereNotNull('former_secret')
      .where('former_secret_expires_at', '<=', new Date(now))
      .update({ former_secret: null });
  }

  /**
   * Replaces the encrypted secrets of all webhooks.
   *
   * @param seal - returns the new encrypted secret, or the same one
   */
  async reseal(
    tx: Knex.Transaction,
    seal: (sealed: string, owner: string) => string,
  ): Promise<void> {
    const rows: WebhookRow[] = await selectLiveWebhooks(tx).select(
      'id',
      'secret',
      'former_secret',
    );
    for (const { id, ...secrets } of rows) {
      const secret = seal(secrets.secret, id);
      const former_secret =
        secrets.former_secret && seal(secrets.former_secret, id);
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

function selectLiveWebhooks(knex: Knex): Knex.QueryBuilder {
  return knex('webhooks').whereNull('deleted_at');
}

function readWebhook(row: any): WebhookRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    name: row.name,
    url: row.url,
    event_types: readJson<string[]>(row.event_types),
    is_active: Boolean(row.is_active),
    description: row.description,
    consecutive_failures: row.consecutive_failures,
    disabled_reason: row.disabled_reason,
    last_delivery_at: readOptionalInstant(row.last_delivery_at),
    last_success_at: readOptionalInstant(row.last_success_at),
    secret: row.secret,
    former_secret: row.former_secret,
    former_secret_expires_at: readOptionalInstant(row.former_secret_expires_at),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

const instants = [
  'former_secret_expires_at',
  'last_delivery_at',
  'last_success_at',
  'created_at',
  'updated_at',
] as const;

/** Converts the given fields to columns. */
function toColumns(row: Partial<WebhookRow>): Record<string, unknown> {
  const columns: Record<string, unknown> = { ...row };
  if (row.event_types) {
    columns.event_types = writeJson(row.event_types);
  }
  for (const column of instants) {
    const value = row[column];
    if (value) {
      columns[column] = new Date(value);
    }
  }
  return columns;
}
