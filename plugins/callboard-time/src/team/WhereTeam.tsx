import { endpoints } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  mayOpenAdminPage,
  useCallboardQuery,
  useCardWorkspace,
  useMe,
  useMyAccess,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { useTodayIn } from '../data/useTodayIn';

const HALF_AN_HOUR = 30 * 60_000;

/** Whoever manages nobody sees the time of nobody else, and approves none. */
function ForManagers(props: { workspace: OwnWorkspace; children: ReactNode }) {
  const { slug, timezone } = props.workspace;
  const params = { slug };
  const today = useTodayIn(timezone);
  const kept = { staleTime: HALF_AN_HOUR };
  const me = useMe().data?.user_ref;
  const seen = useCallboardQuery(
    endpoints.getCapacity,
    { params, query: { date_from: today, date_to: today } },
    kept,
  );
  const waiting = useCallboardQuery(
    endpoints.listPeriods,
    { params, query: { to_approve: true, limit: 1 } },
    kept,
  );
  const hasTeam =
    seen.data?.items.some(({ member_id }) => member_id !== me) ||
    (waiting.data?.items.length ?? 0) > 0;
  return hasTeam ? <>{props.children}</> : null;
}

function Tested(props: { children: ReactNode }) {
  const access = useMyAccess().data;
  const { workspace } = useCardWorkspace();
  if (!access || !workspace) {
    return null;
  }
  return mayOpenAdminPage(access) ? (
    <>{props.children}</>
  ) : (
    <ForManagers workspace={workspace}>{props.children}</ForManagers>
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
