/** The number of segments whose hashes a reader of an export caches. @see docs/integrity.md */
const MAX_CACHED_SEGMENTS = 256;

/** Tracks the segments whose hashes a sequential reader of the export has cached. */
export class HeldSegments {
  private readonly held = new Set<number>();

  /** Adds a segment whose hashes come next; the reader drops the earliest. */
  add(segment: number): void {
    this.held.add(segment);
    if (this.held.size > MAX_CACHED_SEGMENTS) {
      const [earliest] = this.held;
      this.held.delete(earliest);
    }
  }

  has(segment: number): boolean {
    return this.held.has(segment);
  }

  /** Clears the cache at a mark, which can change hashes. */
  clear(): void {
    this.held.clear();
  }
}
