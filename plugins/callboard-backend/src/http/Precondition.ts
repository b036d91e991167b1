import type { RequestContext } from '../access/Caller';
import { PreconditionFailedError } from './errors';

/**
 * The `If-Match` header: the resource versions to which a change applies.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-match
 */
export class Precondition {
  private constructor(private readonly tags: readonly string[] | undefined) {}

  /** Without a header, the last write wins. */
  static readonly none = new Precondition(undefined);

  /** Parses a header; weak tags count like strong ones. */
  static fromHeader(header: string): Precondition {
    if (header.trim() === '*') {
      return Precondition.none;
    }
    return new Precondition(
      header.split(',').map(tag => tag.trim().replace(/^W\//, '')),
    );
  }

  /** @throws PreconditionFailedError if the header does not list the version */
  check(version: number): void {
    if (this.tags && !this.tags.includes(toEtag(version))) {
      throw new PreconditionFailedError(
        'The resource was changed after you read it. Reload it, then try again',
      );
    }
  }
}

/** The context of a request that changes a stored resource. */
export interface ConditionalContext extends RequestContext {
  precondition: Precondition;
}

export function toEtag(version: number): string {
  return `"${version}"`;
}
