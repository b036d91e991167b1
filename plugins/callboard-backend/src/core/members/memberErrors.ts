import { ConflictError } from '@backstage/errors';
import { isManual } from './manualSource';
import { MemberRow } from './MemberRow';

/** @throws ConflictError when nobody made this person a member by hand */
export function requireManual(member: MemberRow): void {
  if (!isManual(member)) {
    throw new ConflictError(
      'This membership follows from elsewhere and cannot be changed by hand',
    );
  }
}

/** Somebody has been made a member by hand before. */
export function alreadyMember(user_ref: string): ConflictError {
  return new ConflictError(`${user_ref} is a member already`);
}
