import { ConflictError } from '@backstage/errors';
import { hasManualSource } from './manualSource';
import { MemberRow } from './MemberRow';

/** @throws ConflictError if the membership is not manual */
export function requireManual(member: MemberRow): void {
  if (!hasManualSource(member)) {
    throw new ConflictError(
      'This membership comes from the catalog or a department and can only be changed there',
    );
  }
}

/** The error for a user who is a manual member already. */
export function createAlreadyMemberError(user_ref: string): ConflictError {
  return new ConflictError(`${user_ref} is already a member`);
}
