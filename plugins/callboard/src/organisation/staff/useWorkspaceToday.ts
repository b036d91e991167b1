import {
  getBrowserZone,
  useMe,
  useZoneToday,
} from '@callboard/plugin-callboard-react';

/** Today's calendar date in the zone of a workspace, in which the server checks dates. */
export function useWorkspaceToday(slug: string): string {
  const { data } = useMe();
  const workspace = data?.workspaces.find(own => own.slug === slug);
  return useZoneToday(workspace?.timezone ?? getBrowserZone());
}
