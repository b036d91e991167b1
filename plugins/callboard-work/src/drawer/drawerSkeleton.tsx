import { LoadingState } from '@callboard/plugin-callboard-react';

/** Placeholder for the details of an item while they load. */
export const drawerSkeleton = <LoadingState rows={10} />;
