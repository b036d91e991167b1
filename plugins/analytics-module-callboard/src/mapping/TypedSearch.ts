import { NewActivity } from '@callboard/plugin-callboard-common';
import { Environment } from '../environment/Environment';

const TYPING_PAUSE_MS = 2_000;

/**
 * Search boxes search while somebody types, so `pay`, `paym` and `payments`
 * come as three events. This holds a search back until the typing ends, and
 * lets only the last one through.
 */
export class TypedSearch {
  readonly #environment: Environment;
  readonly #settled: (search: NewActivity) => void;
  #held: NewActivity | undefined;
  #cancel: () => void = () => {};

  constructor(
    environment: Environment,
    settled: (search: NewActivity) => void,
  ) {
    this.#environment = environment;
    this.#settled = settled;
  }

  /** Takes a search, in place of the held one if that was only its beginning. */
  hold(search: NewActivity): void {
    if (this.#held && !isSameTyping(this.#held, search)) {
      this.settle();
    }
    this.#cancel();
    this.#held = search;
    this.#cancel = this.#environment.after(TYPING_PAUSE_MS, () =>
      this.settle(),
    );
  }

  /** Lets the held search through, as something else has happened. */
  settle(): void {
    const held = this.#held;
    this.drop();
    if (held) {
      this.#settled(held);
    }
  }

  /** Forgets the held search. */
  drop(): void {
    this.#cancel();
    this.#held = undefined;
  }
}

function isSameTyping(a: NewActivity, b: NewActivity): boolean {
  const [one, other] = [a, b].map(({ entity_label }) =>
    (entity_label ?? '').trim().toLowerCase(),
  );
  return one.startsWith(other) || other.startsWith(one);
}
