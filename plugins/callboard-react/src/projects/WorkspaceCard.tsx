import type { Me } from '@callboard/plugin-callboard-common';
import type { ReactNode } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { useMe } from '../query/useMe';
import { QueryState } from '../states/QueryState';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
import { useCardWorkspace } from './useCardWorkspace';

/** @public */
export interface WorkspaceCardProps {
  /** What is shown until it is known who reads. */
  skeleton: ReactNode;
  /** What somebody reads who is in no workspace. */
  nowhere?: ReactNode;
  children: (workspace: OwnWorkspace, me: Me) => ReactNode;
}

function Content(props: WorkspaceCardProps) {
  const { workspace } = useCardWorkspace();
  return (
    <QueryState query={useMe()} loading={props.skeleton}>
      {me => (workspace ? props.children(workspace, me) : props.nowhere)}
    </QueryState>
  );
}

/**
 * The content of a card that is about the workspace `useCardWorkspace` names.
 *
 * @public
 */
export function WorkspaceCard(props: WorkspaceCardProps) {
  return (
    <CallboardProvider>
      <Content {...props} />
    </CallboardProvider>
  );
}
