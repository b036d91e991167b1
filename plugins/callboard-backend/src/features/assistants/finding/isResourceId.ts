import { uuid } from '@callboard/plugin-callboard-common';

/** Whether a text is an id rather than a name. */
export function isResourceId(text: string): boolean {
  return uuid.safeParse(text).success;
}
