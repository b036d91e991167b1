import {
  StaffMember,
  StaffStatus,
  StaffTransfer,
} from '@callboard/plugin-callboard-common';
import { Actor } from '../../access/actor';
import { Precondition } from '../../http/Precondition';
import { problemsOfDay } from './problemsOfDay';
import { StaffEditor } from './StaffEditor';
import { Workplace } from './Workplace';

/** Whom nobody has to bring back. */
const working: readonly StaffStatus[] = ['active', 'probation'];

/**
 * What happens to one staff member by a name of its own. Each throws what
 * `StaffEditor.change` throws.
 */
export class StaffActs {
  constructor(private readonly deps: { editor: StaffEditor }) {}

  /**
   * Moves somebody to another department.
   *
   * @throws InvalidRequestError for a day to come
   */
  async transfer(
    actor: Actor,
    workplace: Workplace,
    id: string,
    { department_id, effective_date }: StaffTransfer,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workplace, id, precondition };
    return this.deps.editor.change(target, ({ today }) => ({
      patch: { department_id },
      effective_date,
      problems: problemsOfDay('effective_date', effective_date, today),
    }));
  }

  /**
   * Notes that somebody has left, today unless another day is given. Who has
   * resigned already stays as they are, but for a day that is given.
   *
   * @throws InvalidRequestError for a day to come
   */
  async deactivate(
    actor: Actor,
    workplace: Workplace,
    id: string,
    { date_of_leaving = null }: { date_of_leaving?: string | null } = {},
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workplace, id, precondition };
    return this.deps.editor.change(target, ({ before, today }) => {
      const problems = problemsOfDay('date_of_leaving', date_of_leaving, today);
      return before.employment_status === 'resigned'
        ? { patch: date_of_leaving ? { date_of_leaving } : {}, problems }
        : {
            patch: { employment_status: 'resigned', date_of_leaving },
            action: 'deactivate',
            problems,
          };
    });
  }

  /**
   * Brings somebody back, with what their department gives today. Who works
   * stays as they are.
   */
  async reactivate(
    actor: Actor,
    workplace: Workplace,
    id: string,
    precondition = Precondition.none,
  ): Promise<StaffMember> {
    const target = { actor, workplace, id, precondition };
    return this.deps.editor.change(target, ({ before }) => ({
      patch: working.includes(before.employment_status)
        ? {}
        : { employment_status: 'active', date_of_leaving: null },
      action: 'reactivate',
    }));
  }
}
