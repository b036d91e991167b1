import { NotFoundError } from '@backstage/errors';
import {
  ChangeAction,
  StaffMember,
  StaffPatch,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { FieldProblem } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import { MembershipService } from '../memberships/MembershipService';
import { momentOf } from './momentOf';
import { patchStaff } from './patchStaff';
import { StaffChanges } from './StaffChanges';
import { StaffChecks } from './StaffChecks';
import { everything, staffOnWire } from './staffOnWire';
import { StaffRow } from './StaffRow';
import { StaffStore } from './StaffStore';
import { Workplace } from './Workplace';

/** Who a change is about, for whom, and what they must be still. */
export interface StaffTarget {
  actor: Actor;
  workplace: Workplace;
  id: string;
  precondition: Precondition;
}

/** What is decided upon, under the lock of the workspace. */
interface State {
  change: Change;
  before: StaffRow;
  today: string;
}

/** What somebody is to become. */
interface Wanted {
  patch: StaffPatch;
  /** What it is called; by default what the change is. */
  action?: ChangeAction<'staff'>;
  effective_date?: string | null;
  /** Why it cannot be. */
  problems?: FieldProblem[];
}

/** Changes one staff member, while nobody else changes the organisation. */
export class StaffEditor {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: StaffStore;
      checks: StaffChecks;
      staffChanges: StaffChanges;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Makes somebody what they are to become; does nothing when they are.
   *
   * @throws NotFoundError when they are not there
   * @throws PreconditionFailedError when they are not what the caller read
   * @throws InvalidRequestError when a field cannot be
   * @throws ConflictError when the staff id or the user is taken
   */
  async change(
    target: StaffTarget,
    decide: (state: State) => Wanted | Promise<Wanted>,
  ): Promise<StaffMember> {
    const { changes, checks, staffChanges } = this.deps;
    const { actor, workplace } = target;
    return changes.run(actor, async change => {
      const before = await this.lock(change, target);
      const moment = momentOf(change, workplace);
      const { today } = moment;
      const wanted = await decide({ change, before, today });
      const after = patchStaff(before, wanted.patch, moment);
      await checks.check(change.tx, before, after, wanted.problems);
      if (after !== before) {
        const pair = { before, after };
        await staffChanges.applyOne(change, workplace, pair, wanted);
      }
      return staffOnWire(after, everything);
    });
  }

  /**
   * Deletes somebody.
   *
   * @throws NotFoundError when they are not there
   * @throws PreconditionFailedError when they are not what the caller read
   */
  async delete(target: StaffTarget): Promise<void> {
    const { changes, staffChanges } = this.deps;
    const { actor, workplace } = target;
    await changes.run(actor, async change => {
      const before = await this.lock(change, target);
      await staffChanges.applyOne(change, workplace, { before, after: null });
    });
  }

  private async lock(
    change: Change,
    { workplace, id, precondition }: StaffTarget,
  ): Promise<StaffRow> {
    const { memberships, store } = this.deps;
    await memberships.begin(change, workplace.id);
    const row = await store.find(change.tx, workplace.id, { id });
    if (!row) {
      throw new NotFoundError(`There is no staff member ${id}`);
    }
    precondition.check(row.version);
    return row;
  }
}
