import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import {
  ErrorState,
  NoAccess,
  statusOf,
} from '@callboard/plugin-callboard-react';
import type { ActivityListState } from '../data/useActivityList';

const givers = { workspace: DEFAULT_WORKSPACE };

/** Why the activity of the default workspace is not shown. */
export function ActivityError(props: {
  list: ActivityListState;
  error: Error;
}) {
  // A workspace is not there for people who are not in it.
  return statusOf(props.error) === 404 ? (
    <NoAccess />
  ) : (
    <ErrorState
      error={props.error}
      onRetry={props.list.retry}
      givers={givers}
    />
  );
}
