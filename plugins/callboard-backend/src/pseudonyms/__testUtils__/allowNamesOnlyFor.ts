import { callboardActivityReadNamedPermission } from '@callboard/plugin-callboard-common';
import { createPolicy } from '../../__testUtils__/createPolicy';

/** A policy that lets only one user see names in activity. */
export function allowNamesOnlyFor(user_ref: string) {
  return createPolicy(
    ({ name }, caller) =>
      name !== callboardActivityReadNamedPermission.name || caller === user_ref,
  );
}
