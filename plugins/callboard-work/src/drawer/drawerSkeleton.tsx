import { LoadingState } from '@callboard/plugin-callboard-react';

/** Stands where the details of an item will be. */
export const drawerSkeleton = <LoadingState rows={10} />;
