/** The parts of this package for portals on the legacy frontend system. @packageDocumentation */
export type {
  EffectiveAccess,
  AccessTest,
  AdminData,
} from '../access/useMyAccess';
export type { AdminBlock } from '../page/AdminBlockBlueprint';
export * from './legacyExtensions';
export * from './LegacyPage';
export type { PageSection, PageSections } from '../sections/PageSections';
export {
  type DepartmentSectionProps,
  departmentSectionsApiRef,
} from '../sections/DepartmentSectionBlueprint';
export {
  type WorkItemSectionProps,
  workItemSectionsApiRef,
} from '../sections/WorkItemSectionBlueprint';
export type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
