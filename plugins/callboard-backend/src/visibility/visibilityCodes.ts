import { Visibility } from '@callboard/plugin-callboard-common';

/**
 * Visibilities as they are stored: those that many people share come first, so
 * that an index can be about them alone.
 */
export const visibilityCodes: Record<Visibility, number> = {
  workspace: 1,
  project: 2,
  project_members: 3,
  people: 4,
  admins: 5,
};

/** SQL for whether a row is shared by all who are in a workspace or project. */
export const IS_SHARED = 'visibility <= 3';

const byCode = new Map(
  Object.entries(visibilityCodes).map(([name, code]) => [
    code,
    name as Visibility,
  ]),
);

/** A visibility as it is worked with. */
export function readVisibility(code: number): Visibility {
  return byCode.get(code)!;
}
