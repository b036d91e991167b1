/** The number of segments whose hashes a reader of an export caches. @see docs/integrity.md */
const MAX_CACHED_SEGMENTS = 256;

/** Tracks the segments whose hashes a sequential reader of the export has cached. */
export class CachedSegments {
  private readonly segments = new Set<number>();

  /** Adds a segment whose hashes come next; the reader drops the earliest. */
  add(segment: number): void {
    this.segments.add(segment);
    if (this.segments.size > MAX_CACHED_SEGMENTS) {
      const [earliest] = this.segments;
      this.segments.delete(earliest);
    }
  }

  has(segment: number): boolean {
    return this.segments.has(segment);
  }

  /** Clears the cache at a mark, which can change hashes. */
  clear(): void {
    this.segments.clear();
  }
}
