import { LRUCache } from 'lru-cache';

/** How old an answer may be unless the caller says otherwise. */
const USUAL_MS = 1_000;

/** The oldest answer that anybody can ask for, as `max_age` has the same limit. */
const CACHED_MS = 60_000;

/** The most answers to keep, and their total size in characters of JSON. */
const MOST = 10_000;
const MOST_CHARACTERS = 16_000_000;

/** The size of an answer that is still being made. */
const UNKNOWN_SIZE = 1;

/** An answer that is being made, or was made. */
interface Making {
  /**
   * When it was begun, or last found to be unchanged; everything in it was read after
   * that, or would be the same. Undefined until then.
   */
  since?: number;
  /** When it was begun. */
  madeAt?: number;
  isOver: boolean;
}

interface CachedAnswer<Answer> {
  making: Making;
  answer: Promise<Answer>;
}

/** Which answers a caller accepts. */
export interface Accepted<Answer> {
  /** How old they may be, in milliseconds; a second by default. */
  maxAgeMs?: number;
  /** Whether an older one would be the same if it were made now. */
  isUnchanged?: (answer: Answer) => Promise<boolean>;
}

/**
 * Answers shared by everybody who asks the same question within a second, even while
 * they are being made, and for up to a minute by callers who accept older answers or
 * can tell that they are unchanged. A question is only answered once at a time: if
 * that takes longer than a second, the next answer waits for it. An answer that fails
 * is forgotten at once.
 */
export class SharedAnswers<Answer extends object> {
  readonly #cached = new LRUCache<string, CachedAnswer<Answer>>({
    max: MOST,
    maxSize: MOST_CHARACTERS,
    ttl: CACHED_MS,
  });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** The answer to a question; `make` is called unless there is one that will do. */
  async get(
    question: string,
    make: () => Promise<Answer>,
    { maxAgeMs = USUAL_MS, isUnchanged }: Accepted<Answer> = {},
  ): Promise<Answer> {
    const known = this.#cached.get(question);
    const age = this.now() - (known?.making.since ?? this.now());
    if (known && age <= maxAgeMs) {
      return known.answer;
    }
    const next = this.after(known, make, isUnchanged);
    this.#cached.set(question, next, { size: UNKNOWN_SIZE });
    try {
      const answer = await next.answer;
      if (this.#cached.peek(question) === next) {
        const size = JSON.stringify(answer).length;
        this.#cached.set(question, next, { size });
      }
      return answer;
    } catch (error) {
      if (this.#cached.peek(question) === next) {
        this.#cached.delete(question);
      }
      throw error;
    }
  }

  private after(
    before: CachedAnswer<Answer> | undefined,
    make: () => Promise<Answer>,
    isUnchanged: Accepted<Answer>['isUnchanged'],
  ): CachedAnswer<Answer> {
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
