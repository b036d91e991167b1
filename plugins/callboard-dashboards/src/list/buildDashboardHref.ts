/** Returns the path of a dashboard, relative to the list. */
export const buildDashboardHref = (id: string, workspace: string): string =>
  `${id}?workspace=${encodeURIComponent(workspace)}`;
