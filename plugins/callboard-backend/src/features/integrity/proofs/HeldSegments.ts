/** How many segments a reader of an export keeps the hashes of. @see docs/integrity.md */
const MOST = 256;

/** The segments that whoever reads an export from its beginning has the hashes of. */
export class HeldSegments {
  private readonly held = new Set<number>();

  /** Notes that the hashes of a segment come now; the reader forgets the earliest. */
  add(segment: number): void {
    this.held.add(segment);
    if (this.held.size > MOST) {
      const [earliest] = this.held;
      this.held.delete(earliest);
    }
  }

  has(segment: number): boolean {
    return this.held.has(segment);
  }

  /** Notes that a mark comes now, after which hashes may be others. */
  clear(): void {
    this.held.clear();
  }
}
