/**
 * The parts of this package for portals on the legacy frontend system.
 *
 * @packageDocumentation
 */
export type { AccessTest } from '../access/AccessTest';
export type { AdminBlock } from '../admin/adminBlockDataRef';
export * from './adminBlock';
export * from './wrapForLegacySystem';
export * from './LegacyPage';
export * from './createLegacyTab';
export * from './pageSections';
export type { PageSection, PageSections } from '../sections/PageSection';
export * from '../departments/DepartmentSectionProps';
export * from '../departments/departmentSectionsApiRef';
export * from '../workItems/WorkItemSectionProps';
export * from '../workItems/workItemSectionsApiRef';
export type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
