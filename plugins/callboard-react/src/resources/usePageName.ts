import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { findPageName } from '../pageNames';

/**
 * The portal's name for a page that was recorded by its path. Undefined if it is not a page, is not
 * part of this portal, or already has a name.
 */
export function usePageName(
  type: string | null | undefined,
  label: string | null | undefined,
): string | undefined {
  const api = useApiHolder().get(appTreeApiRef);
  return useMemo(
    () =>
      api && type === 'page' && label?.startsWith('/')
        ? findPageName(api.getTree().tree, label)
        : undefined,
    [api, type, label],
  );
}
