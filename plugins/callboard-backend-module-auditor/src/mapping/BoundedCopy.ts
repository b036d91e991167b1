import { JsonValue } from '@backstage/types';
import { cleanText } from './cleanText';

const MAX_TEXT = 1_000;
const MAX_DEPTH = 8;
/** Of one object or list: longer ones are cut before they are walked. */
const MAX_ENTRIES = 200;

/**
 * Copies values of any origin as JSON that every database takes, until a number
 * of bytes is used up. What is walked and left out uses some of them, so its work
 * is bounded, too.
 */
export class BoundedCopy {
  #isCut = false;

  /** @param room - for the JSON, in bytes of UTF-8 */
  constructor(private room: number) {}

  /** Whether anything was left out. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** @returns undefined for what is no JSON, or has no room */
  copy(value: unknown, depth = 0): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
        this.#isCut ||= value.length > MAX_TEXT;
        return this.spend(cleanText(value, MAX_TEXT));
      case 'number':
        return this.spend(Number.isFinite(value) ? value : null);
      case 'bigint':
        return this.spend(String(value).slice(0, MAX_TEXT));
      case 'boolean':
        return this.spend(value);
      case 'object':
        return value === null ? this.spend(null) : this.inside(value, depth);
      default:
        return undefined;
    }
  }

  private inside(value: object, depth: number): JsonValue | undefined {
    if (value instanceof Date) {
      return this.spend(Number.isNaN(+value) ? null : value.toISOString());
    }
    if (depth === MAX_DEPTH || ArrayBuffer.isView(value) || this.room < 4) {
      this.#isCut = true;
      return undefined;
    }
    this.room -= 2;
    return Array.isArray(value)
      ? this.list(value, depth)
      : this.record(value, depth);
  }

  private list(values: readonly unknown[], depth: number): JsonValue {
    const copied: JsonValue[] = [];
    for (const value of this.first(values)) {
      this.room -= 1;
      const item = this.copy(value, depth + 1);
      if (item !== undefined) {
        copied.push(item);
      }
    }
    return copied;
  }

  private record(value: object, depth: number): JsonValue {
    const copied: Array<[string, JsonValue]> = [];
    for (const name of this.first(Object.keys(value))) {
      // Readers of the log may not expect a prototype among its names.
      if (name === '__proto__') {
        this.#isCut = true;
        continue;
      }
      const key = this.spend(cleanText(name, MAX_TEXT));
      // The colon and a comma.
      this.room -= 2;
      const item =
        key === undefined
          ? undefined
          : this.copy((value as Record<string, unknown>)[name], depth + 1);
      if (item !== undefined) {
        copied.push([key as string, item]);
      }
    }
    return Object.fromEntries(copied);
  }

  /** As many as are walked at all. */
  private *first<T>(values: readonly T[]): Generator<T> {
    for (const value of values.slice(0, MAX_ENTRIES)) {
      if (this.room <= 0) {
        this.#isCut = true;
        return;
      }
      yield value;
    }
    this.#isCut ||= values.length > MAX_ENTRIES;
  }

  /** The first that there is no room for is the last that is tried. */
  private spend<T extends string | number | boolean | null>(
    value: T,
  ): T | undefined {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > this.room) {
      // Or all that follows would be tried, however much it is.
      this.room = 0;
      this.#isCut = true;
      return undefined;
    }
    this.room -= bytes;
    return value;
  }
}
