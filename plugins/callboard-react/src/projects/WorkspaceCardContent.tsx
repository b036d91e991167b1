import type { Me } from '@callboard/plugin-callboard-common';
import type { ReactNode } from 'react';
import { CallboardProvider } from '../query/CallboardProvider';
import { useMe } from '../query/useMe';
import { QueryState } from '../states/QueryState';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';
import { useCardWorkspace } from './useCardWorkspace';

/** @public */
export interface WorkspaceCardProps {
  /** Shown until the viewer's workspaces are loaded. */
  skeleton: ReactNode;
  /** Shown to people without a workspace. */
  emptyState?: ReactNode;
  children: (workspace: OwnWorkspace, me: Me) => ReactNode;
}

function Content(props: WorkspaceCardProps) {
  const { workspace } = useCardWorkspace();
  return (
    <QueryState query={useMe()} loading={props.skeleton}>
      {me => (workspace ? props.children(workspace, me) : props.emptyState)}
    </QueryState>
  );
}

/** The content of a card about the workspace that `useCardWorkspace` chooses. @public */
export function WorkspaceCardContent(props: WorkspaceCardProps) {
  return (
    <CallboardProvider>
      <Content {...props} />
    </CallboardProvider>
  );
}
