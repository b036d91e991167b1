import { endpoints } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  useCallboardQuery,
  useCardWorkspace,
  useMyAccess,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';

const PENDING_PERIODS_STALE_MS = 30 * 60_000;

/**
 * Renders its children while timesheets await the viewer's approval. Project admins can approve
 * timesheets without managing people.
 */
function ApproversOnly(props: {
  workspace: OwnWorkspace;
  children: ReactNode;
}) {
  const pendingPeriods = useCallboardQuery(
    endpoints.listPeriods,
    {
      params: { slug: props.workspace.slug },
      query: { to_approve: true, limit: 1 },
    },
    { staleTime: PENDING_PERIODS_STALE_MS },
  );
  return pendingPeriods.data?.items.length ? <>{props.children}</> : null;
}

function TeamOnly(props: { children: ReactNode }) {
  const access = useMyAccess().data;
  const { workspace } = useCardWorkspace();
  if (!access || !workspace) {
    return null;
  }
  return access.manages_people || access.may_administrate ? (
    <>{props.children}</>
  ) : (
    <ApproversOnly workspace={workspace}>{props.children}</ApproversOnly>
  );
}

/**
 * Renders its children, such as a link to the Team time page, only for managers, approvers of
 * pending timesheets, and admins. Renders nothing until it knows whether the viewer is one of them.
 *
 * @public
 */
export function WhereTeam(props: { children: ReactNode }) {
  return (
    <CallboardProvider>
      <TeamOnly>{props.children}</TeamOnly>
    </CallboardProvider>
  );
}
