import { Kernel } from '../../kernel/createKernel';
import { MembershipService } from '../memberships/MembershipService';
import { StaffChanges } from './StaffChanges';
import { StaffStore } from './StaffStore';
import { StaffTransfers } from './StaffTransfers';
import { StaffWriter } from './StaffWriter';
import { TransferStore } from './TransferStore';

/** The people in departments, whom departments need before staff need them. */
export function createStaffTransfers(
  { knex }: Pick<Kernel, 'knex'>,
  memberships: MembershipService,
): StaffTransfers {
  const store = new StaffStore();
  const transfers = new TransferStore(knex);
  const writer = new StaffWriter(store, transfers);
  const staffChanges = new StaffChanges({ writer, memberships });
  return new StaffTransfers({ store, transfers, staffChanges });
}
