import { Kernel } from '../../kernel/createKernel';
import { StaffStore } from './StaffStore';
import { StaffTransfers } from './StaffTransfers';
import { StaffWriter } from './StaffWriter';
import { TransferStore } from './TransferStore';

/** The people in departments, whom departments need before staff need them. */
export function createStaffTransfers({
  knex,
}: Pick<Kernel, 'knex'>): StaffTransfers {
  const store = new StaffStore();
  const transfers = new TransferStore(knex);
  const writer = new StaffWriter(store, transfers);
  return new StaffTransfers({ store, transfers, writer });
}
