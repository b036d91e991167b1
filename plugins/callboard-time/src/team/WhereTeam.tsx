import { endpoints } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  useCallboardQuery,
  useCardWorkspace,
  useMyAccess,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';

const HALF_AN_HOUR = 30 * 60_000;

/** Project admins see the page while weeks await approval. */
function WhileWeeksWait(props: {
  workspace: OwnWorkspace;
  children: ReactNode;
}) {
  const waiting = useCallboardQuery(
    endpoints.listPeriods,
    {
      params: { slug: props.workspace.slug },
      query: { to_approve: true, limit: 1 },
    },
    { staleTime: HALF_AN_HOUR },
  );
  return waiting.data?.items.length ? <>{props.children}</> : null;
}

function Tested(props: { children: ReactNode }) {
  const access = useMyAccess().data;
  const { workspace } = useCardWorkspace();
  if (!access || !workspace) {
    return null;
  }
  return access.manages_people || access.may_administrate ? (
    <>{props.children}</>
  ) : (
    <WhileWeeksWait workspace={workspace}>{props.children}</WhileWeeksWait>
  );
}

/**
 * Renders a link to the page Team time only for people with a team: managers, approvers of pending
 * weeks, and admins. Renders nothing while that is unknown.
 *
 * @public
 */
export function WhereTeam(props: { children: ReactNode }) {
  return (
    <CallboardProvider>
      <Tested>{props.children}</Tested>
    </CallboardProvider>
  );
}
