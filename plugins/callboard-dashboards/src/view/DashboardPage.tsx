import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** A dashboard with its widgets. */
export function DashboardPage(_: { workspace: OwnWorkspace }) {
  return null;
}
