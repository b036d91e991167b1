import type { SettingKind } from './SettingKind';

/** The parts of the settings. */
export type SectionName =
  | SettingKind
  | 'general'
  | 'members'
  | 'sources'
  | 'archive';

/** By what a part of the settings is found in the page, and in the address. */
export function sectionId(name: SectionName): string {
  return `project-${name}`;
}
