import { LRUCache } from 'lru-cache';
import { WidgetData } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  hasChangedSince,
  LogWatermark,
  takeLogWatermark,
} from '../../activity/rollups/changesSince';
import { hashScope } from './countedProjects';

/** The identity of a shareable response. */
interface SharedQuery {
  workspace_id: string;
  /** Everything that the response depends on, including the visibility of its readers. */
  same: readonly unknown[];
  /** Whether it depends on the activity log, which changes with every page view. */
  isOfLog: boolean;
  /** The maximum age of the response; a second by default. */
  maxAgeMs?: number;
}

/**
 * Shares numbers between people with the same query and visibility. Numbers of work and time are
 * cached for up to a minute while nothing changes in their workspace.
 */
export class SharedNumbers {
  readonly #shared = new ResponseCache<WidgetData>();
  /** The log position before each shared response was computed. */
  readonly #watermarks = new WeakMap<WidgetData, LogWatermark>();

  constructor(private readonly knex: Knex) {}

  /** Returns a cached response, or calls `make` if none is acceptable. */
  async get(
    { workspace_id, same, isOfLog, maxAgeMs }: SharedQuery,
    make: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const resolvedQuery = hashScope([JSON.stringify(same)]);
    return isOfLog
      ? this.#shared.get(resolvedQuery, make, { maxAgeMs })
      : this.#shared.get(resolvedQuery, () => this.makeWithWatermark(make), {
          maxAgeMs,
          isUnchanged: answer => this.isUnchanged(workspace_id, answer),
        });
  }

  private async makeWithWatermark(
    make: () => Promise<WidgetData>,
  ): Promise<WidgetData> {
    const watermark = await takeLogWatermark(this.knex);
    const answer = await make();
    this.#watermarks.set(answer, watermark);
    return answer;
  }

  private async isUnchanged(
    workspace_id: string,
    answer: WidgetData,
  ): Promise<boolean> {
    const watermark = this.#watermarks.get(answer);
    return (
      watermark !== undefined &&
      !(await hasChangedSince(this.knex, workspace_id, watermark))
    );
  }
}

/** The default maximum age of a response. */
const USUAL_MS = 1_000;

/** The largest `max_age`, so older responses are never used. */
const CACHED_MS = 60_000;

/** The maximum number of cached responses, and their total size in characters of JSON. */
const MAX_RESPONSES = 10_000;
const MAX_CHARACTERS = 16_000_000;

/** The size of a pending response. */
const UNKNOWN_SIZE = 1;

/** A pending or completed response. */
interface Making {
  /**
   * The time at which it was started, or last confirmed unchanged: all data was read after that, or
   * would be the same. Undefined until completed.
   */
  since?: number;
  /** The time at which it was started. */
  madeAt?: number;
  isOver: boolean;
}

interface CachedResponse<Answer> {
  making: Making;
  answer: Promise<Answer>;
}

/** The cached responses that a caller accepts. */
export interface Accepted<Answer> {
  /** The maximum age in milliseconds; a second by default. */
  maxAgeMs?: number;
  /** Whether an older response would be the same if computed now. */
  isUnchanged?: (answer: Answer) => Promise<boolean>;
}

/**
 * Shares responses between all callers with the same query within a second, even while pending, and
 * for up to a minute with callers who accept older ones or can confirm that they are unchanged. A
 * query is computed once at a time: if that takes longer than a second, the next computation waits
 * for it. Failures are not cached.
 */
export class ResponseCache<Answer extends object> {
  readonly #cached = new LRUCache<string, CachedResponse<Answer>>({
    max: MAX_RESPONSES,
    maxSize: MAX_CHARACTERS,
    ttl: CACHED_MS,
  });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Returns a cached response, or calls `make` if none is acceptable. */
  async get(
    resolvedQuery: string,
    make: () => Promise<Answer>,
    { maxAgeMs = USUAL_MS, isUnchanged }: Accepted<Answer> = {},
  ): Promise<Answer> {
    const known = this.#cached.get(resolvedQuery);
    const age = this.now() - (known?.making.since ?? this.now());
    if (known && age <= maxAgeMs) {
      return known.answer;
    }
    const next = this.computeAfter(known, make, isUnchanged);
    this.#cached.set(resolvedQuery, next, { size: UNKNOWN_SIZE });
    try {
      const answer = await next.answer;
      if (this.#cached.peek(resolvedQuery) === next) {
        const size = JSON.stringify(answer).length;
        this.#cached.set(resolvedQuery, next, { size });
      }
      return answer;
    } catch (error) {
      if (this.#cached.peek(resolvedQuery) === next) {
        this.#cached.delete(resolvedQuery);
      }
      throw error;
    }
  }

  private computeAfter(
    before: CachedResponse<Answer> | undefined,
    make: () => Promise<Answer>,
    isUnchanged: Accepted<Answer>['isUnchanged'],
  ): CachedResponse<Answer> {
    const making: Making = { isOver: false };
    const begin = async (known?: Answer) => {
      const now = this.now();
      making.since = now;
      try {
        const madeAt = before?.making.madeAt ?? -Infinity;
        if (
          known &&
          now - madeAt <= CACHED_MS &&
          (await isUnchanged?.(known))
        ) {
          making.madeAt = madeAt;
          return known;
        }
        making.madeAt = now;
        return await make();
      } finally {
        making.isOver = true;
      }
    };
    const isOfUse = before && (isUnchanged || !before.making.isOver);
    const answer = isOfUse ? before.answer.then(begin, () => begin()) : begin();
    return { making, answer };
  }
}
