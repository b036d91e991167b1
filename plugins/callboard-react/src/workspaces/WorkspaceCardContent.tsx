import { type Me, DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { Link } from '@backstage/core-components';
import type { ReactNode } from 'react';
import { CallboardCache, CallboardProvider } from '../query/CallboardProvider';
import { useMe } from '../query/useCallboardQuery';
import { QueryState } from '../states/ErrorState';
import type { OwnWorkspace } from './useWorkspaceChoice';

/** The workspace of a card: the default workspace, else the viewer's first. @public */
export function useCardWorkspace(): {
  workspace: OwnWorkspace | undefined;
  isLoading: boolean;
} {
  const { data, isPending } = useMe();
  const workspaces = data?.workspaces ?? [];
  return {
    workspace:
      workspaces.find(({ slug }) => slug === DEFAULT_WORKSPACE) ??
      workspaces[0],
    isLoading: isPending,
  };
}

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

function CardLink(props: { to: string; children: ReactNode }) {
  const { workspace } = useCardWorkspace();
  const search = workspace ? `?workspace=${workspace.slug}` : '';
  return <Link to={`${props.to}${search}`}>{props.children}</Link>;
}

/**
 * A link from a card to the page about its content. The page opens in the workspace of the card,
 * not in the last used one.
 *
 * @internal
 */
export function WorkspaceCardLink(props: {
  /** A path without a query. */
  to: string;
  children: ReactNode;
}) {
  return (
    <CallboardCache>
      <CardLink {...props} />
    </CallboardCache>
  );
}
