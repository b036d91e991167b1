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

/** Admins of projects see the page while weeks wait for them. */
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
 * Draws a way to the page Team time only for people who have a team: who manage
 * somebody, have weeks to approve, or are admins. It draws nothing until that is known.
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
