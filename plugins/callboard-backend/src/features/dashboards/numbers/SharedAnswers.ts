import { LRUCache } from 'lru-cache';

/** How long an answer is given again. */
const SHARED_MS = 1_000;

/** As many as a busy second has, of some hundred kilobytes each at most. */
const MOST = 500;

/**
 * Answers that all who ask the same within a second share, also while they are
 * made. One that fails is forgotten at once.
 */
export class SharedAnswers<Answer extends object> {
  readonly #answers: LRUCache<string, Promise<Answer>>;

  constructor(options: { ttlMs?: number } = {}) {
    this.#answers = new LRUCache({
      max: MOST,
      ttl: options.ttlMs ?? SHARED_MS,
      // They would stay until there are too many of them.
      ttlAutopurge: true,
    });
  }

  /** The answer of a question; `make` is called unless somebody has just asked. */
  async get(question: string, make: () => Promise<Answer>): Promise<Answer> {
    const known = this.#answers.get(question);
    if (known) {
      return known;
    }
    const made = make();
    this.#answers.set(question, made);
    try {
      return await made;
    } catch (error) {
      if (this.#answers.get(question) === made) {
        this.#answers.delete(question);
      }
      throw error;
    }
  }
}
