import {
  getBrowserZone,
  useMe,
  useZoneToday,
} from '@callboard/plugin-callboard-react';

/** Returns today's date in the time zone of a workspace. The server checks dates in this zone. */
export function useWorkspaceToday(slug: string): string {
  const { data } = useMe();
  const workspace = data?.workspaces.find(own => own.slug === slug);
  return useZoneToday(workspace?.timezone ?? getBrowserZone());
}
