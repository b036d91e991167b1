import { NewActivity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../access/actor';
import { Clock } from '../../clock';
import { newId } from '../../database/ids';
import { ActivityLog, ActivityRow } from './ActivityLog';
import { EventRateLimiter } from './EventRateLimiter';

/** For how long an event that is sent again is recognised. */
export const CLIENT_EVENT_DAYS = 30;

const DAY_MS = 86_400_000;

/** Stores events that people's browsers and scripts report. */
export class ActivityPosting {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      log: ActivityLog;
      rateLimiter: EventRateLimiter;
      /** Called after each commit that added rows. */
      onStored: (workspace_id: string) => void;
    },
  ) {}

  /**
   * Stores events, all or none, under the actor's identity and the server's
   * time.
   *
   * @returns an id for each event, in order; for an event that was sent before
   * (same `client_event_id`, same person) the id it got then
   * @throws TooManyRequestsError when the person posts too fast
   */
  async post(
    actor: Actor,
    workspace_id: string,
    events: NewActivity[],
  ): Promise<string[]> {
    const { knex, clock, log, rateLimiter, onStored } = this.deps;
    await rateLimiter.consume(actor.user_ref, events.length);
    const { ids, added } = await knex.transaction(async tx => {
      // Not before the connection is there: ids that wait for it would come
      // behind rows that have been read already.
      const now = actor.at ?? clock.now();
      const rows = events.map(event => toRow(actor, workspace_id, event, now));
      const claims = firstOfEach(events, rows);
      const known = await this.claim(tx, actor.user_ref, claims, now);
      const idOf = (row: ActivityRow, index: number) => {
        const key = events[index].client_event_id;
        return key ? known.get(key)! : row.id;
      };
      const fresh = rows.filter((row, index) => idOf(row, index) === row.id);
      await log.append(tx, fresh);
      return { ids: rows.map(idOf), added: fresh.length };
    });
    if (added > 0) {
      onStored(workspace_id);
    }
    return ids;
  }

  /**
   * Stores events of any people and moments, without limit and without
   * recognising repetitions: for imports.
   */
  async store(
    events: Array<{ actor: Actor; workspace_id: string; event: NewActivity }>,
  ): Promise<void> {
    const now = this.deps.clock.now();
    const rows = events.map(({ actor, workspace_id, event }) =>
      toRow(actor, workspace_id, event, actor.at ?? now),
    );
    await this.deps.knex.transaction(tx => this.deps.log.append(tx, rows));
  }

  /** Forgets the ids of events that are too old to be sent again. */
  async pruneClientEvents(): Promise<number> {
    const { knex, clock } = this.deps;
    return knex('activity_client_events')
      .where('created_at', '<', expiry(clock.now()))
      .delete();
  }

  /**
   * Claims ids for events that carry one of their own.
   *
   * @returns the id of each event: the one wanted, or the one it already has
   */
  private async claim(
    tx: Knex,
    user_id: string,
    claims: Map<string, string>,
    now: number,
  ): Promise<Map<string, string>> {
    if (claims.size === 0) {
      return claims;
    }
    // In one order everywhere: two batches with the same ids must not wait
    // for each other.
    const keys = [...claims.keys()].sort();
    await tx('activity_client_events')
      .insert(
        keys.map(client_event_id => ({
          user_id,
          client_event_id,
          activity_id: claims.get(client_event_id),
          created_at: new Date(now),
        })),
      )
      .onConflict(['user_id', 'client_event_id'])
      .merge(['activity_id', 'created_at'])
      .where('activity_client_events.created_at', '<', expiry(now));
    const held = await tx('activity_client_events')
      .select('client_event_id', 'activity_id')
      .where({ user_id })
      .whereIn('client_event_id', keys);
    return new Map(held.map(row => [row.client_event_id, row.activity_id]));
  }
}

function expiry(now: number): Date {
  return new Date(now - CLIENT_EVENT_DAYS * DAY_MS);
}

/** The id wanted for each client event id; the first of a batch wins. */
function firstOfEach(
  events: NewActivity[],
  rows: ActivityRow[],
): Map<string, string> {
  const claims = new Map<string, string>();
  events.forEach(({ client_event_id }, index) => {
    if (client_event_id && !claims.has(client_event_id)) {
      claims.set(client_event_id, rows[index].id);
    }
  });
  return claims;
}

function toRow(
  actor: Actor,
  workspace_id: string,
  event: NewActivity,
  now: number,
): ActivityRow {
  return {
    id: newId(now),
    workspace_id,
    project_id: null,
    user_id: actor.user_ref,
    user_name: actor.display_name,
    user_email: actor.email,
    action: event.action,
    entity_type: event.entity_type ?? null,
    entity_id: event.entity_id ?? null,
    entity_label: event.entity_label ?? null,
    metadata: event.metadata ?? null,
    changes: [],
    created_at: now,
    batch_id: null,
    is_detail: false,
    source: 'frontend',
    ip: actor.ip,
    request_id: actor.request_id,
  };
}
