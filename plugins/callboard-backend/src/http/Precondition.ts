import { PreconditionFailedError } from './errors';

/**
 * The `If-Match` header: which versions of a resource a change may build on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export class Precondition {
  private constructor(private readonly tags: readonly string[] | undefined) {}

  /** No header: the last write wins. */
  static readonly none = new Precondition(undefined);

  /** Reads a header; weak tags count like strong ones. */
  static fromHeader(header: string | undefined): Precondition {
    if (header === undefined || header.trim() === '*') {
      return Precondition.none;
    }
    return new Precondition(
      header.split(',').map(tag => tag.trim().replace(/^W\//, '')),
    );
  }

  /** @throws PreconditionFailedError when the version is none of those named */
  check(version: number): void {
    if (this.tags && !this.tags.includes(etagOf(version))) {
      throw new PreconditionFailedError(
        'The resource has changed since it was read',
      );
    }
  }
}

/** The `ETag` of a version. */
export function etagOf(version: number): string {
  return `"${version}"`;
}
