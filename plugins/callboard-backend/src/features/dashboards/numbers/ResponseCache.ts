import {
  LogPosition,
  getArrivalBinding,
  readLogPosition,
  wasCommittedSql,
} from '../../../database/arrivals';
import { WidgetData } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { hashValues } from './countedProjects';

/** The sources of rows that do not describe changes of Callboard's data. */
const EXTERNAL_SOURCES = ['frontend', 'auditor'];

/** The time after which a response is deleted. Equals the largest `max_age` of a request. */
const CACHED_MS = 60_000;

/** The maximum number of cached responses, and their total size in characters of JSON. */
const MAX_RESPONSES = 10_000;
const MAX_CHARACTERS = 16_000_000;

/** The assumed size of a pending response. */
const UNKNOWN_SIZE = 1;

/** A pending or completed response. */
interface Computation {
  /**
   * The time at which the computation was started, or at which its response was last confirmed
   * unchanged. The response is at least as recent as this time. Undefined while the computation
   * waits for the previous computation.
   */
  validSince?: number;
  computedAt?: number;
  isDone: boolean;
}

interface CachedResponse<Data> {
  computation: Computation;
  response: Promise<Data>;
}

/** The cached responses that a caller accepts. */
interface AcceptedAge<Data> {
  /** The maximum age in milliseconds; by default, the response is as recent as the request. */
  maxAgeMs?: number;
  /** Whether an older response would be the same if computed now. */
  isUnchanged?: (response: Data) => Promise<boolean>;
}

/**
 * Caches the response to each query for up to a minute, and shares it between callers who accept
 * its age or confirm that it is unchanged. By default, a response is at least as recent as the
 * request, so that callers see their own changes. A query never has two computations at the same
 * time: requests that arrive during a computation wait, and then share the next computation.
 * Failures are not cached.
 */
export class ResponseCache<Data extends object> {
  readonly #cached = new LRUCache<string, CachedResponse<Data>>({
    max: MAX_RESPONSES,
    maxSize: MAX_CHARACTERS,
    ttl: CACHED_MS,
  });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Returns a cached response, or calls `compute` if none is acceptable. */
  async get(
    key: string,
    compute: () => Promise<Data>,
    { maxAgeMs = 0, isUnchanged }: AcceptedAge<Data> = {},
  ): Promise<Data> {
    const cached = this.#cached.get(key);
    const age = this.now() - (cached?.computation.validSince ?? this.now());
    if (cached && age <= maxAgeMs) {
      return cached.response;
    }
    const next = this.startComputation(cached, compute, isUnchanged);
    this.#cached.set(key, next, { size: UNKNOWN_SIZE });
    try {
      const response = await next.response;
      if (this.#cached.peek(key) === next) {
        const size = JSON.stringify(response).length;
        this.#cached.set(key, next, { size });
      }
      return response;
    } catch (error) {
      if (this.#cached.peek(key) === next) {
        this.#cached.delete(key);
      }
      throw error;
    }
  }

  private startComputation(
    previous: CachedResponse<Data> | undefined,
    compute: () => Promise<Data>,
    isUnchanged: AcceptedAge<Data>['isUnchanged'],
  ): CachedResponse<Data> {
    const computation: Computation = { isDone: false };
    const start = async (previousResponse?: Data) => {
      const now = this.now();
      computation.validSince = now;
      try {
        const computedAt = previous?.computation.computedAt ?? -Infinity;
        if (
          previousResponse &&
          now - computedAt <= CACHED_MS &&
          (await isUnchanged?.(previousResponse))
        ) {
          computation.computedAt = computedAt;
          return previousResponse;
        }
        computation.computedAt = now;
        return await compute();
      } finally {
        computation.isDone = true;
      }
    };
    // A query never has two computations at the same time, and the check for changes needs the
    // previous response.
    const mustWait = previous && (isUnchanged || !previous.computation.isDone);
    const response = mustWait
      ? previous.response.then(start, () => start())
      : start();
    return { computation, response };
  }
}

interface SharedQuery {
  workspace_id: string;
  /** Everything that the response depends on, including the visibility of its readers. */
  keyParts: readonly unknown[];
  /** Whether the response depends on all rows of the log, including page views. */
  isActivity: boolean;
  maxAgeMs?: number;
}

/**
 * Shares numbers between people with the same query and visibility, for up to a minute. By default,
 * a change in their workspace ends the sharing.
 */
export class SharedNumbers {
  readonly #cache = new ResponseCache<WidgetData>();
  /** The log position before each shared response was computed. */
  readonly #watermarks = new WeakMap<WidgetData, LogPosition>();

  constructor(private readonly knex: Knex) {}

  /** Returns a cached response, or calls `compute` if none is acceptable. */
  async get(
    { workspace_id, keyParts, isActivity, maxAgeMs }: SharedQuery,
    compute: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const key = hashValues([JSON.stringify(keyParts)]);
    const ignoredSources = isActivity ? [] : EXTERNAL_SOURCES;
    return this.#cache.get(key, () => this.computeWithWatermark(compute), {
      maxAgeMs,
      isUnchanged: async response => {
        const watermark = this.#watermarks.get(response);
        return (
          watermark !== undefined &&
          !(await hasChangedSince(
            this.knex,
            { workspace_id, ignoredSources },
            watermark,
          ))
        );
      },
    });
  }

  private async computeWithWatermark(
    compute: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const watermark = await readLogPosition(this.knex);
    const response = await compute();
    this.#watermarks.set(response, watermark);
    return response;
  }
}

/**
 * Whether a workspace has changed since a moment. Every change adds a row to the log in the same
 * transaction.
 */
async function hasChangedSince(
  knex: Knex,
  {
    workspace_id,
    ignoredSources,
  }: { workspace_id: string; ignoredSources: readonly string[] },
  { settledArrival, snapshot }: LogPosition,
): Promise<boolean> {
  const query = knex('activity')
    .select('activity.id')
    .where('activity.workspace_id', workspace_id)
    .whereRaw(`activity.arrival >= ${getArrivalBinding(knex)}`, [
      settledArrival,
    ])
    .whereNotIn('activity.source', ignoredSources)
    // Prevents PostgreSQL from searching all rows of the workspace.
    .orderBy('activity.arrival')
    .first();
  if (snapshot) {
    query.whereRaw(`NOT ${wasCommittedSql(knex)}`, [snapshot]);
  }
  return (await query) !== undefined;
}
