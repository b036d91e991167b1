import { LoadingState } from '@callboard/plugin-callboard-react';

/** The placeholder of the list of projects. */
export const projectsSkeleton = <LoadingState rows={8} rowHeight={56} />;
