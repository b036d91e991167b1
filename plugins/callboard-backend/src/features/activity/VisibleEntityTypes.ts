/**
 * The kinds of things whose changes every member of a workspace may read,
 * because they may read the things themselves. Each feature adds its own.
 */
export class VisibleEntityTypes {
  readonly #types = new Set<string>();

  /** Lets members read the changes to a kind of thing. */
  add(...entityTypes: string[]): void {
    entityTypes.forEach(type => this.#types.add(type));
  }

  /** All kinds added so far. */
  list(): readonly string[] {
    return [...this.#types];
  }
}
