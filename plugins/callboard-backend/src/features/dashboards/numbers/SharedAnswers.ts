import { LRUCache } from 'lru-cache';

/** How old an answer may be for those who do not say. */
const USUAL_MS = 1_000;

/** Nobody takes an older answer than that: `max_age` says so, too. */
const KEPT_MS = 60_000;

/** As many as are kept, and how large they are together, as characters of JSON. */
const MOST = 2_000;
const MOST_CHARACTERS = 16_000_000;

/** The size of an answer that is still being made. */
const UNKNOWN_SIZE = 1;

/** How far the making of an answer is. */
interface Making {
  /** When it was begun: what it holds was read after that. Undefined before. */
  since?: number;
  isOver: boolean;
}

interface Kept<Answer> {
  making: Making;
  answer: Promise<Answer>;
}

/**
 * Answers that all who ask the same within a second share, also while they are
 * made, and for longer those who take older ones. A question is answered once at a
 * time: where that takes longer than a second, the next answer waits for it. One
 * that fails is forgotten at once.
 */
export class SharedAnswers<Answer extends object> {
  readonly #kept = new LRUCache<string, Kept<Answer>>({
    max: MOST,
    maxSize: MOST_CHARACTERS,
    ttl: KEPT_MS,
  });

  constructor(private readonly now: () => number = () => performance.now()) {}

  /**
   * The answer of a question; `make` is called unless there is one that is young
   * enough.
   *
   * @param maxAgeMs - how old it may be
   */
  async get(
    question: string,
    make: () => Promise<Answer>,
    maxAgeMs: number = USUAL_MS,
  ): Promise<Answer> {
    const known = this.#kept.get(question);
    const age = this.now() - (known?.making.since ?? this.now());
    if (known && age <= maxAgeMs) {
      return known.answer;
    }
    const next = this.makeAfter(known, make);
    this.#kept.set(question, next, { size: UNKNOWN_SIZE });
    try {
      const answer = await next.answer;
      if (this.#kept.peek(question) === next) {
        const size = JSON.stringify(answer).length;
        this.#kept.set(question, next, { size });
      }
      return answer;
    } catch (error) {
      if (this.#kept.peek(question) === next) {
        this.#kept.delete(question);
      }
      throw error;
    }
  }

  private makeAfter(
    before: Kept<Answer> | undefined,
    make: () => Promise<Answer>,
  ): Kept<Answer> {
    const making: Making = { isOver: false };
    const begin = async () => {
      making.since = this.now();
      try {
        return await make();
      } finally {
        making.isOver = true;
      }
    };
    const answer =
      before && !before.making.isOver
        ? before.answer.then(begin, begin)
        : begin();
    return { making, answer };
  }
}
