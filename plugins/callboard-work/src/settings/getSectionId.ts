import type { SettingKind } from './SettingKind';

/** The sections of the settings. */
export type SectionName =
  | SettingKind
  | 'general'
  | 'members'
  | 'sources'
  | 'archive';

/** Returns the id of a section in the page and in the address. */
export function getSectionId(name: SectionName): string {
  return `project-${name}`;
}
