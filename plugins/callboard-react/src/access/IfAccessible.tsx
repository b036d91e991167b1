import type { ReactNode } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { type AccessTest, useMyAccess } from './useMyAccess';

function AccessChecked(props: { to: AccessTest; children: ReactNode }) {
  const { data } = useMyAccess();
  return data && props.to(data) ? <>{props.children}</> : null;
}

/**
 * Renders a link to a page only for people with access. It renders nothing while the access is
 * loading: a link must not disappear after it was shown.
 *
 * @example
 * ```tsx
 * <IfAccessible to={canOpenAdminPage}>
 *   <SidebarItem icon={DashboardIcon} to="callboard" text="Callboard admin" />
 * </IfAccessible>
 * ```
 *
 * @public
 */
export function IfAccessible(props: {
  /** Tests the access of the person, for example `canOpenAdminPage`. */
  to: AccessTest;
  children: ReactNode;
}) {
  return (
    <CallboardProvider>
      <AccessChecked {...props} />
    </CallboardProvider>
  );
}
