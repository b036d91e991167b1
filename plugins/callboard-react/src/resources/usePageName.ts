import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { pageNameOf } from '../pageNames';

/**
 * What the portal calls a page that was recorded by its path. Undefined for what
 * is no page, has a name already, or is no page of this portal.
 */
export function usePageName(
  type: string | null | undefined,
  label: string | null | undefined,
): string | undefined {
  const api = useApiHolder().get(appTreeApiRef);
  return useMemo(
    () =>
      api && type === 'page' && label?.startsWith('/')
        ? pageNameOf(api.getTree().tree, label)
        : undefined,
    [api, type, label],
  );
}
