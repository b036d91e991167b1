import { Visibility } from '@callboard/plugin-callboard-common';

/**
 * The stored codes of visibilities: those shared by many users come first, so that an index can
 * cover them alone.
 */
export const visibilityCodes: Record<Visibility, number> = {
  workspace: 1,
  project: 2,
  project_members: 3,
  people: 4,
  admins: 5,
};

/** SQL for whether a row is shared by all members of a workspace or project. */
export const IS_SHARED = 'visibility <= 3';

const byCode = new Map(
  Object.entries(visibilityCodes).map(([name, code]) => [
    code,
    name as Visibility,
  ]),
);

/** Converts a stored code to a visibility. */
export function readVisibility(code: number): Visibility {
  return byCode.get(code)!;
}
