import { useApi } from '@backstage/frontend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import {
  endpoints,
  permissions,
  type FeatureName,
  type MyAccess,
} from '@callboard/plugin-callboard-common';
import {
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../query/useCallboardClient';
import { getQueryKey } from '../query/useCallboardQuery';

const readPermissions = {
  announcements: permissions.announcement.read,
  assistants: permissions.assistant.read,
  criticalEvents: permissions.criticalEvent.read,
  erasures: permissions.erasure.read,
  mail: permissions.mail.read,
  retention: permissions.retention.read,
  seals: permissions.seal.read,
  webhooks: permissions.webhook.read,
};

const dataFeatures: Partial<Record<AdminData, FeatureName>> = {
  announcements: 'notifications',
  assistants: 'assistants',
  mail: 'mail',
  webhooks: 'webhooks',
};

const MAX_WORKSPACES = 20;

/** Data of the admin pages that the portal's permission policy can deny. @public */
export type AdminData = keyof typeof readPermissions;

/** The access of a person, by their roles and the portal's policy. @public */
export interface EffectiveAccess extends MyAccess {
  /**
   * The data that the portal's policy lets the person read, without data of features that are off.
   * Workspace data are included if the policy lets the person read them in one of the first 20
   * workspaces that they administer, or if they administer no workspace. Empty unless
   * `may_administrate`.
   */
  readable_data: readonly AdminData[];
}

/** Tests whether a person has access to a page or feature. @public */
export type AccessTest = (access: EffectiveAccess) => boolean;

/** The admin page: for admins of any workspace, and for people who may read all activity. @public */
export const canOpenAdminPage: AccessTest = access =>
  access.may_administrate || access.may_read_all_activity;

/** The settings of workspaces: for their admins. @public */
export const canAdminister: AccessTest = access => access.may_administrate;

/** Pages about all workspaces: for super admins. @public */
export const isSuperAdmin: AccessTest = access => access.is_super_admin;

/** The Activity Tracker. @public */
export const canReadAllActivity: AccessTest = access =>
  access.may_read_all_activity;

/**
 * Data of the admin pages: for people with a role, if the portal's policy lets them read it.
 *
 * @param hasRole - tests the role; by default, whether the person is an admin of any workspace
 * @public
 */
export function canRead(
  data: AdminData,
  hasRole: AccessTest = canAdminister,
): AccessTest {
  return access => hasRole(access) && access.readable_data.includes(data);
}

/** Asks the portal's policy which data an admin of the workspaces `slugs` may read. */
async function listReadableData(
  permissionApi: PermissionApi,
  slugs: readonly string[],
): Promise<AdminData[]> {
  const isReadable = async (data: AdminData) => {
    const permission = readPermissions[data];
    const decisions = await Promise.all(
      isResourcePermission(permission)
        ? slugs.map(resourceRef =>
            permissionApi.authorize({ permission, resourceRef }),
          )
        : [permissionApi.authorize({ permission })],
    );
    // Without a workspace, no permission for workspace data is checked and the data count as
    // readable: the page then explains that a workspace is missing.
    return (
      decisions.length === 0 ||
      decisions.some(({ result }) => result === AuthorizeResult.ALLOW)
    );
  };
  const names = Object.keys(readPermissions) as AdminData[];
  const results = await Promise.all(names.map(isReadable));
  return names.filter((_, index) => results[index]);
}

const FIVE_MINUTES = 5 * 60_000;

/** Loads what the signed-in person may open, and the people who can grant access. @public */
export function useMyAccess(): UseQueryResult<EffectiveAccess, Error> {
  const client = useCallboardClient();
  const permissionApi = useApi(permissionApiRef);
  const queries = useQueryClient();
  return useQuery({
    queryKey: getQueryKey(endpoints.getMyAccess, {}),
    staleTime: FIVE_MINUTES,
    queryFn: async ({ signal }) => {
      const access = await client.call(endpoints.getMyAccess, { signal });
      if (!access.may_administrate) {
        return { ...access, readable_data: [] };
      }
      const { features, workspaces } = await queries.fetchQuery({
        queryKey: getQueryKey(endpoints.getMe, {}),
        // Without a signal: a component that unmounts must not cancel this part of the query.
        queryFn: () => client.call(endpoints.getMe, {}),
        staleTime: FIVE_MINUTES,
      });
      const slugs = workspaces
        .filter(({ role }) => role === 'admin')
        .slice(0, MAX_WORKSPACES)
        .map(({ slug }) => slug);
      const readable = await listReadableData(permissionApi, slugs);
      return {
        ...access,
        readable_data: readable.filter(data => {
          const feature = dataFeatures[data];
          return !feature || features[feature];
        }),
      };
    },
  });
}
