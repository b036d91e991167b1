/**
 * The parts of this package for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export type { AccessTest } from '../access/useMyAccess';
export type { AdminBlock } from '../admin/AdminBlockBlueprint';
export * from './pageSections';
export * from './LegacyPage';
export type { PageSection, PageSections } from '../sections/OtherSections';
export {
  type DepartmentSectionProps,
  departmentSectionsApiRef,
} from '../departments/DepartmentSectionBlueprint';
export {
  type WorkItemSectionProps,
  workItemSectionsApiRef,
} from '../workItems/WorkItemSectionBlueprint';
export type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
