import { JsonValue } from '@backstage/types';
import { cleanText } from './cleanText';

const MAX_TEXT = 1_000;
const MAX_DEPTH = 8;
/** The maximum number of entries of one object or list; further entries are not traversed. */
const MAX_ENTRIES = 200;

/**
 * Copies arbitrary values as JSON that every database accepts, up to a number of bytes. Skipped
 * entries also count towards the limit, so that the work is bounded, too.
 */
export class BoundedCopy {
  #isCut = false;

  /** @param remainingBytes - the maximum size of the JSON, in bytes of UTF-8 */
  constructor(private remainingBytes: number) {}

  /** Whether anything was omitted. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** @returns undefined if the value is not JSON, or does not fit */
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
        return value === null
          ? this.spend(null)
          : this.copyObject(value, depth);
      default:
        return undefined;
    }
  }

  private copyObject(value: object, depth: number): JsonValue | undefined {
    if (value instanceof Date) {
      return this.spend(Number.isNaN(+value) ? null : value.toISOString());
    }
    if (
      depth === MAX_DEPTH ||
      ArrayBuffer.isView(value) ||
      this.remainingBytes < 4
    ) {
      this.#isCut = true;
      return undefined;
    }
    this.remainingBytes -= 2;
    return Array.isArray(value)
      ? this.copyList(value, depth)
      : this.copyRecord(value, depth);
  }

  private copyList(values: readonly unknown[], depth: number): JsonValue {
    const copied: JsonValue[] = [];
    for (const value of this.iterateEntries(values)) {
      this.remainingBytes -= 1;
      const item = this.copy(value, depth + 1);
      if (item !== undefined) {
        copied.push(item);
      }
    }
    return copied;
  }

  private copyRecord(value: object, depth: number): JsonValue {
    const copied: Array<[string, JsonValue]> = [];
    for (const name of this.iterateEntries(Object.keys(value))) {
      // A reader of the log that assigns this key to an object would replace its prototype.
      if (name === '__proto__') {
        this.#isCut = true;
        continue;
      }
      const key = this.spend(cleanText(name, MAX_TEXT));
      // The colon and a comma.
      this.remainingBytes -= 2;
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

  /** Yields entries up to the limits. */
  private *iterateEntries<T>(values: readonly T[]): Generator<T> {
    for (const value of values.slice(0, MAX_ENTRIES)) {
      if (this.remainingBytes <= 0) {
        this.#isCut = true;
        return;
      }
      yield value;
    }
    this.#isCut ||= values.length > MAX_ENTRIES;
  }

  /** Subtracts the size of a value. Once a value does not fit, nothing else is copied. */
  private spend<T extends string | number | boolean | null>(
    value: T,
  ): T | undefined {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > this.remainingBytes) {
      // Otherwise the copy would go on to try all the following values.
      this.remainingBytes = 0;
      this.#isCut = true;
      return undefined;
    }
    this.remainingBytes -= bytes;
    return value;
  }
}
