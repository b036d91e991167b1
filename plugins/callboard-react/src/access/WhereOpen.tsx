import type { ReactNode } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import type { AccessTest } from './AccessTest';
import { useMyAccess } from './useMyAccess';

function Tested(props: { to: AccessTest; children: ReactNode }) {
  const { data } = useMyAccess();
  return data && props.to(data) ? <>{props.children}</> : null;
}

/**
 * Draws a way to a page only for people to whom the page is open. It draws
 * nothing until that is known, so that nothing shows that has to go again.
 *
 * @example
 * ```tsx
 * <WhereOpen to={mayOpenAdminPage}>
 *   <SidebarItem icon={DashboardIcon} to="callboard" text="Callboard admin" />
 * </WhereOpen>
 * ```
 *
 * @public
 */
export function WhereOpen(props: {
  /** For example `mayOpenAdminPage`. */
  to: AccessTest;
  children: ReactNode;
}) {
  return (
    <CallboardProvider>
      <Tested {...props} />
    </CallboardProvider>
  );
}
