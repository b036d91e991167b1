import { compatWrapper } from '@backstage/core-compat-api';
import { mayOpenAdminPage, WhereOpen } from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';

/**
 * Renders the sidebar item of the admin page only for people with access.
 *
 * @example
 * ```tsx
 * <AdminPageEntry>
 *   <SidebarItem icon={DashboardIcon} to="callboard" text="Callboard admin" />
 * </AdminPageEntry>
 * ```
 *
 * @public
 */
export function AdminPageEntry(props: { children: ReactNode }): JSX.Element {
  return compatWrapper(
    <WhereOpen to={mayOpenAdminPage}>{props.children}</WhereOpen>,
  );
}
