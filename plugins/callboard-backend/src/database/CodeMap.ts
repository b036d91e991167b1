import { toCodeKey, normaliseCode } from './text';

/**
 * Finds items by code, by the exact spelling first and then regardless of case. Earlier versions
 * could store codes that differ only in the case of letters outside ASCII, such as `Ä1` and `ä1`.
 */
export class CodeMap<Item> {
  readonly #bySpelling = new Map<string, Item>();
  readonly #byKey = new Map<string, Item>();

  /** Adds an item. The first of several with the same code wins. */
  add(code: string, item: Item): void {
    for (const [items, key] of [
      [this.#bySpelling, normaliseCode(code)],
      [this.#byKey, toCodeKey(code)],
    ] as const) {
      if (key && !items.has(key)) {
        items.set(key, item);
      }
    }
  }

  get(code: string): Item | undefined {
    return (
      this.#bySpelling.get(normaliseCode(code)) ??
      this.#byKey.get(toCodeKey(code))
    );
  }
}
