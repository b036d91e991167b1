import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { mayOpenAdminPage } from '../access/AccessTest';
import { useMyAccess } from '../access/useMyAccess';
import { listPages, type PortalPage } from '../pageNames/listPages';

const ADMIN_PAGE = 'page:callboard';

/**
 * The portal's pages that are open to the person. Empty in a legacy portal, which does not list its
 * pages.
 */
export function usePortalPages(): readonly PortalPage[] {
  const api = useApiHolder().get(appTreeApiRef);
  const { data: access } = useMyAccess();
  const isAdmin = Boolean(access && mayOpenAdminPage(access));
  return useMemo(
    () =>
      (api ? listPages(api.getTree().tree) : []).filter(
        ({ extension_id }) => isAdmin || extension_id !== ADMIN_PAGE,
      ),
    [api, isAdmin],
  );
}
