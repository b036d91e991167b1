import type { Activity } from '@callboard/plugin-callboard-common';
import { PersonChip } from '@callboard/plugin-callboard-react';
import { useOwnWorkspaces } from '../data/activityQueries';

/** The actor of an entry, with their staff record in the workspace of the entry. */
export function ActivityPerson(props: { activity: Activity; size?: number }) {
  const { user_id, user_name, workspace_id } = props.activity;
  const workspaces = useOwnWorkspaces();
  return (
    <PersonChip
      userRef={user_id}
      name={user_name}
      size={props.size}
      workspace={workspaces?.find(({ id }) => id === workspace_id)?.slug}
    />
  );
}
