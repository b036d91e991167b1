import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import {
  ErrorState,
  NoAccess,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import type { ActivityListState } from '../data/useActivityList';

const givers = { workspace: DEFAULT_WORKSPACE };

/** Explains why the activity of the default workspace is not shown. */
export function ActivityError(props: {
  list: ActivityListState;
  error: Error;
}) {
  // The API hides a workspace from people outside it.
  return getErrorStatus(props.error) === 404 ? (
    <NoAccess />
  ) : (
    <ErrorState
      error={props.error}
      onRetry={props.list.retry}
      givers={givers}
    />
  );
}
