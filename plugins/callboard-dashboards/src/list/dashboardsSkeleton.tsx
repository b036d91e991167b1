import { LoadingState } from '@callboard/plugin-callboard-react';

/** Keeps the place of the list of dashboards. */
export const dashboardsSkeleton = <LoadingState rows={6} rowHeight={48} />;
