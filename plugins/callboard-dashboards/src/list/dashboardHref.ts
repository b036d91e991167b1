/** Returns the path of a dashboard, relative to the list. */
export const dashboardHref = (id: string, workspace: string): string =>
  `${id}?workspace=${encodeURIComponent(workspace)}`;
