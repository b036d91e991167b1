import { toCodeKey, normaliseCode } from './text';

/**
 * Finds items by code, by the exact spelling first and then regardless of case. Earlier versions
 * could store codes that differ only in the case of letters outside ASCII, such as `Ä1` and `ä1`.
 */
export class CodeMap<Item> {
  readonly #bySpelling = new Map<string, Item>();
  readonly #byKey = new Map<string, Item>();

  /** Adds an item. The first of several with the same code wins. Ignores blank codes. */
  add(code: string, item: Item): void {
    const spelling = normaliseCode(code);
    if (spelling && !this.#bySpelling.has(spelling)) {
      this.#bySpelling.set(spelling, item);
      const key = toCodeKey(code);
      this.#byKey.set(key, this.#byKey.get(key) ?? item);
    }
  }

  get(code: string): Item | undefined {
    return (
      this.#bySpelling.get(normaliseCode(code)) ??
      this.#byKey.get(toCodeKey(code))
    );
  }
}
