/** Where a dashboard is, from the list of them. */
export const dashboardHref = (id: string, workspace: string): string =>
  `${id}?workspace=${encodeURIComponent(workspace)}`;
