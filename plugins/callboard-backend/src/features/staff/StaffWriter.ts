import { Change } from '../../changes/Changes';
import { newId } from '../../database/ids';
import { dateInZone } from '../../database/zones';
import { namesOfDepartments } from '../departments/namesOfDepartments';
import { isTransfer, StaffPair, TransferPair } from './StaffPair';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';
import { TransferStore } from './TransferStore';
import { Workplace } from './Workplace';

/** Writes what has become of staff, and their ways through the departments. */
export class StaffWriter {
  constructor(
    private readonly store: StaffStore,
    private readonly transfers: TransferStore,
  ) {}

  /**
   * Writes any number of people in a constant number of statements. Whose
   * department is another one gets an entry in their history.
   *
   * @param effective_date - of transfers; today when there is none
   * @returns what the departments are called that people came to or left
   */
  async write(
    change: Change,
    { timezone }: Workplace,
    pairs: readonly StaffPair[],
    effective_date?: string | null,
  ): Promise<ReadonlyMap<string, string>> {
    const { tx, now } = change;
    const created: StaffRow[] = [];
    const updated: StaffRow[] = [];
    const deleted: string[] = [];
    for (const { before, after } of pairs) {
      if (!after) {
        deleted.push(before.id);
      } else if (before) {
        updated.push(after);
      } else {
        created.push(after);
      }
    }
    await this.store.insert(tx, created);
    await this.store.update(tx, updated);
    if (deleted.length > 0) {
      await this.store.softDelete(tx, deleted, now);
    }
    const names = await namesOfDepartments(tx, departmentsConcerned(pairs));
    await this.addTransfers(change, pairs.filter(isTransfer), {
      effective_date: effective_date ?? dateInZone(now, timezone),
      names,
    });
    return names;
  }

  private async addTransfers(
    { tx, now, actor }: Change,
    pairs: TransferPair[],
    {
      effective_date,
      names,
    }: { effective_date: string; names: ReadonlyMap<string, string> },
  ): Promise<void> {
    if (pairs.length === 0) {
      return;
    }
    const nameOf = (id: string | null) => (id && names.get(id)) ?? null;
    await this.transfers.insert(
      tx,
      pairs.map(({ before, after }) => ({
        id: newId(now),
        staff_member_id: after.id,
        from_department_id: before.department_id,
        from_department_name: nameOf(before.department_id),
        to_department_id: after.department_id,
        to_department_name: nameOf(after.department_id),
        effective_date,
        transferred_by: actor.user_ref,
        transferred_by_name: actor.display_name,
        created_at: new Date(now).toISOString(),
      })),
    );
  }
}

/** The departments that people come to or leave. */
function departmentsConcerned(
  pairs: readonly StaffPair[],
): Array<string | null> {
  return pairs
    .map(({ before, after }) => [
      before?.department_id ?? null,
      after?.department_id ?? null,
    ])
    .filter(([from, to]) => from !== to)
    .flat();
}
