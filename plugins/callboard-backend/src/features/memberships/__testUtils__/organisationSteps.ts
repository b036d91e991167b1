import { Role, StaffStatus } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';

/** One of four departments, people or projects. */
const index = fc.nat({ max: 3 });

const status = fc.constantFrom<StaffStatus>(
  'active',
  'probation',
  'suspended',
  'transferred',
  'resigned',
);

/** A step: about a department `d`, a staff member `s` or a project `p`. */
export type OrganisationStep =
  | { action: 'link'; d: number; p: number }
  | { action: 'unlink'; d: number; p: number; keepsMembers: boolean }
  | { action: 'transfer'; s: number; d: number }
  | { action: 'manager'; d: number; s: number | null }
  | { action: 'setIsManager'; s: number; isManager: boolean }
  | { action: 'status'; s: number; status: StaffStatus }
  | { action: 'move'; d: number; under: number | null }
  | { action: 'deactivate' | 'reactivate' | 'delete'; s: number }
  | { action: 'hire'; s: number; d: number; status: StaffStatus }
  | { action: 'add'; p: number; s: number; role: Role }
  | { action: 'remove'; p: number; s: number };

function step<Action extends string, Fields>(
  action: Action,
  fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> },
) {
  return fc.record({ action: fc.constant(action), ...fields });
}

/** Steps that may be rejected, but must never fail. */
export const organisationStep = fc.oneof(
  step('link', { d: index, p: index }),
  step('unlink', { d: index, p: index, keepsMembers: fc.boolean() }),
  step('transfer', { s: index, d: index }),
  step('manager', { d: index, s: fc.option(index) }),
  step('setIsManager', { s: index, isManager: fc.boolean() }),
  step('status', { s: index, status }),
  step('move', { d: index, under: fc.option(index) }),
  step('deactivate', { s: index }),
  step('reactivate', { s: index }),
  step('delete', { s: index }),
  step('hire', { s: index, d: index, status }),
  step('add', {
    p: index,
    s: index,
    role: fc.constantFrom<Role>('guest', 'member', 'admin'),
  }),
  step('remove', { p: index, s: index }),
) as fc.Arbitrary<OrganisationStep>;
