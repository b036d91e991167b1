import { NotAllowedError } from '@backstage/errors';
import { RequestContext } from '../../access/Caller';
import { DashboardRow } from './DashboardRow';

/**
 * Requires that a person may change a dashboard that they can read: owners their own, workspace
 * admins shared ones.
 *
 * @throws NotAllowedError when they may not
 */
export function requireChangeable(
  { caller, role }: Pick<RequestContext, 'caller' | 'role'>,
  { owner_ref, access }: DashboardRow,
): void {
  const isOwner = owner_ref === caller.user_ref;
  if (!isOwner && !(access === 'shared' && role === 'admin')) {
    throw new NotAllowedError(
      'Only the owner and workspace admins can change a shared dashboard',
    );
  }
}
