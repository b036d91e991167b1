import type { StaffMember } from '@callboard/plugin-callboard-common';

/** What a person is called. */
export function nameOf(
  person: Pick<StaffMember, 'first_name' | 'last_name'>,
): string {
  return `${person.first_name} ${person.last_name}`;
}
