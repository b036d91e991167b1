import { NotFoundError } from '@backstage/errors';
import {
  WebhookDelivery,
  WebhookDeliveryDetail,
  WebhookDeliveryStatus,
  WebhookHour,
  WebhookAttempt,
  HIDDEN_VALUE,
  WebhookPayload,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { range } from 'lodash';
import { NIL } from 'uuid';
import { Core } from '../../../core/Core';
import { countRows } from '../../../database/statements';
import {
  divideSql,
  epochMsSql,
  readInstant,
  readJson,
  readOptionalInstant,
} from '../../../database/dialect';
import { getLowestId } from '../../../database/ids';
import { readNewestPage, PageQuery } from '../../../database/paging';
import { ActivityViewer } from '../../../pseudonyms/ActivityPrivacy';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';

/** Returns a delivery as a viewer may see it; a pseudonymiser hides names. */
function pseudonymiseDelivery<Delivery extends WebhookDelivery>(
  delivery: Delivery,
  pseudonymiser: ActivityPseudonymiser | undefined,
): Delivery {
  if (!pseudonymiser) {
    return delivery;
  }
  const [entity_type] = delivery.type.split('.');
  const { entity_id, entity_label } = pseudonymiser.pseudonymiseEntity({
    ...delivery,
    entity_type,
  });
  return { ...delivery, entity_id: entity_id ?? NIL, entity_label };
}

/**
 * Returns a delivery with its request as a viewer may see it. With a pseudonymiser, the body
 * differs from the text that was sent, which contains names.
 */
function pseudonymiseDetail(
  detail: WebhookDeliveryDetail,
  pseudonymiser: ActivityPseudonymiser | undefined,
): WebhookDeliveryDetail {
  if (!pseudonymiser) {
    return detail;
  }
  return {
    ...pseudonymiseDelivery(detail, pseudonymiser),
    request_body: pseudonymiseBody(detail.request_body, pseudonymiser),
    // Receivers may echo the request.
    attempt_log: detail.attempt_log.map(attempt => ({
      ...attempt,
      response_headers:
        attempt.response_headers &&
        pseudonymiser.pseudonymiseJson(attempt.response_headers),
      response_body:
        attempt.response_body &&
        pseudonymiser.pseudonymiseText(attempt.response_body),
    })),
  };
}

function pseudonymiseBody(
  body: string,
  pseudonymiser: ActivityPseudonymiser,
): string {
  const payload: WebhookPayload = JSON.parse(body);
  const { type, data, workspace_id, activity } = payload;
  const [entity_type] = type.split('.');
  const { user_ref, display_name } = activity.actor;
  const actor = pseudonymiser.pseudonymisePerson(
    workspace_id,
    user_ref,
    display_name,
  );
  return JSON.stringify({
    ...payload,
    data:
      data &&
      (pseudonymiser.isPersonalType(entity_type)
        ? { id: HIDDEN_VALUE }
        : pseudonymiser.pseudonymiseJson(data)),
    activity: {
      ...activity,
      actor: { user_ref: actor.user_id, display_name: actor.user_name },
      changes: pseudonymiser.pseudonymiseChanges(entity_type, activity.changes),
    },
  });
}

const HOUR_MS = 60 * 60 * 1_000;

/** The number of hours that the health chart shows. */
const HEALTH_HOURS = 24;

/** The number of latest attempts to show. A frequently replayed delivery has many more. */
const MAX_ATTEMPTS_SHOWN = 50;

/**
 * Reads deliveries for the admins of a workspace. Deliveries contain activity, so names are hidden
 * from viewers who do not see names in the activity log.
 */
export class DeliveryReadModel {
  constructor(
    private readonly deps: Pick<Core, 'knex' | 'privacy' | 'config'>,
  ) {}

  private readonly readDelivery = (row: any): WebhookDelivery => ({
    id: row.id,
    webhook_id: row.webhook_id,
    type: row.type,
    activity_id: row.event_id,
    entity_id: row.entity_id,
    entity_label: row.entity_label,
    status: row.status,
    try_count: row.try_count,
    attempts: row.attempts,
    max_attempts: this.deps.config.webhooks.retrySeconds.length + 1,
    next_attempt_at: readOptionalInstant(row.next_attempt_at),
    last_attempt_at: readOptionalInstant(row.last_attempt_at),
    last_status_code: row.last_status_code,
    last_error: row.last_error,
    last_duration_ms: row.last_duration_ms,
    created_at: readInstant(row.created_at),
  });

  async pseudonymiseFor(
    viewer: ActivityViewer,
    delivery: WebhookDelivery,
  ): Promise<WebhookDelivery> {
    return pseudonymiseDelivery(
      delivery,
      await this.deps.privacy.getPseudonymiser(viewer),
    );
  }

  async list(
    webhook_id: string,
    query: PageQuery & {
      status?: WebhookDeliveryStatus;
      type?: string;
    },
    viewer: ActivityViewer,
  ) {
    const { knex, privacy } = this.deps;
    const { status, type } = query;
    const pseudonymiser = await privacy.getPseudonymiser(viewer);
    const deliveries = knex('webhook_deliveries').where({
      webhook_id,
      ...(status && { status }),
      ...(type && { type }),
    });
    return readNewestPage(query, deliveries, row =>
      pseudonymiseDelivery(this.readDelivery(row), pseudonymiser),
    );
  }

  /**
   * Returns a delivery, without hiding names.
   *
   * @throws NotFoundError when it does not exist
   */
  async get(
    knex: Knex,
    webhook_id: string,
    id: string,
  ): Promise<WebhookDelivery> {
    const row = await knex('webhook_deliveries')
      .where({ webhook_id, id })
      .first();
    if (!row) {
      throw new NotFoundError(`Delivery ${id} not found`);
    }
    return this.readDelivery(row);
  }

  /** @throws NotFoundError when the delivery does not exist */
  async getDetail(
    webhook_id: string,
    id: string,
    viewer: ActivityViewer,
  ): Promise<WebhookDeliveryDetail> {
    const { knex, privacy } = this.deps;
    const pseudonymiser = await privacy.getPseudonymiser(viewer);
    const delivery = await this.get(knex, webhook_id, id);
    const { body } = await knex('webhook_events')
      .where({ id: delivery.activity_id })
      .first('body');
    const attempts = await knex('webhook_attempts')
      .where({ delivery_id: id })
      .orderBy('number', 'desc')
      .limit(MAX_ATTEMPTS_SHOWN);
    const detail = {
      ...delivery,
      request_body: body,
      attempt_log: attempts.map(readAttempt),
    };
    return pseudonymiseDetail(detail, pseudonymiser);
  }

  /** Counts the deliveries of each of the last 24 hours, and all pending and failed deliveries. */
  async readHealth(webhook_id: string, now: number) {
    const { knex } = this.deps;
    const thisHour = Math.floor(now / HOUR_MS);
    const firstHour = thisHour - HEALTH_HOURS + 1;
    const hourSql = divideSql(epochMsSql(knex, 'created_at'), HOUR_MS);
    const counts: Array<{ hour: number; status: string; count: number }> =
      await knex('webhook_deliveries')
        .where({ webhook_id })
        .where('id', '>=', getLowestId(firstHour * HOUR_MS))
        .groupByRaw(`${hourSql}, status`)
        .select('status', knex.raw(`${hourSql} AS hour, count(*) AS count`));
    const hours = range(firstHour, thisHour + 1).map((hour): WebhookHour => {
      const ofHour = counts.filter(row => Number(row.hour) === hour);
      const getCount = (status: WebhookDeliveryStatus) =>
        Number(ofHour.find(row => row.status === status)?.count ?? 0);
      return {
        start: new Date(hour * HOUR_MS).toISOString(),
        delivered: getCount('delivered'),
        failed: getCount('failed'),
        pending: getCount('pending'),
      };
    });
    const countAll = (status: WebhookDeliveryStatus) =>
      countRows(knex('webhook_deliveries').where({ webhook_id, status }));
    return {
      hours,
      pending: await countAll('pending'),
      failed: await countAll('failed'),
    };
  }
}

function readAttempt(row: any): WebhookAttempt {
  return {
    number: row.number,
    started_at: readInstant(row.started_at),
    duration_ms: row.duration_ms,
    url: row.url,
    request_headers: readJson(row.request_headers),
    status_code: row.status_code,
    response_headers:
      row.response_headers === null ? null : readJson(row.response_headers),
    response_body: row.response_body,
    error: row.error,
  };
}
