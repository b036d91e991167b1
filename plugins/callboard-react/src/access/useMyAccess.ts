import { endpoints, type MyAccess } from '@callboard/plugin-callboard-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallboardQuery } from '../query/useCallboardQuery';

/** Tests whether a person has access to a page or feature. @public */
export type AccessTest = (access: MyAccess) => boolean;

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

const FIVE_MINUTES = 5 * 60_000;

/** Loads what the signed-in person may open, and the people who can grant access. @public */
export function useMyAccess(): UseQueryResult<MyAccess, Error> {
  return useCallboardQuery(
    endpoints.getMyAccess,
    {},
    { staleTime: FIVE_MINUTES },
  );
}
