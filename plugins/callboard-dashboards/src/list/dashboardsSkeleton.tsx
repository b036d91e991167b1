import { LoadingState } from '@callboard/plugin-callboard-react';

/** The placeholder of the list of dashboards. */
export const dashboardsSkeleton = <LoadingState rows={6} rowHeight={48} />;
