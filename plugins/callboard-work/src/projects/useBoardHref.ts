import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { Project } from '@callboard/plugin-callboard-common';
import { parseRef } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';

/** Where the boards of a workspace's projects are: in the tab of their entity. */
export function useBoardHref(
  workspace: string,
): (project: Project) => string | undefined {
  const hrefOf = useEntityRefLink();
  return useCallback(
    ({ entity_ref }) => {
      const ref = parseRef(entity_ref);
      return (
        ref &&
        `${hrefOf(ref)}/work?workspace=${encodeURIComponent(
          workspace,
        )}&view=board`
      );
    },
    [hrefOf, workspace],
  );
}
