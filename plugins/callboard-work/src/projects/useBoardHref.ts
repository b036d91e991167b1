import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { Project } from '@callboard/plugin-callboard-common';
import { parseRef } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

/** Returns the addresses of the boards of a workspace's projects, in the tabs of their entities. */
export function useBoardHref(
  workspace: string,
): (project: Project) => string | undefined {
  const getHref = useEntityRefLink();
  return useCallback(
    ({ entity_ref }) => {
      const ref = parseRef(entity_ref);
      return (
        ref &&
        `${getHref(ref)}/work?workspace=${encodeURIComponent(
          workspace,
        )}&view=board`
      );
    },
    [getHref, workspace],
  );
}
