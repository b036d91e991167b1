import { useMe } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ComponentType } from 'react';
import { useRights } from '../workspaces/useRights';
import { statusLineSx } from './statusLineSx';

/** The status line of an overview block, about the first workspace that the person administers. */
export function BlockStatus(props: {
  /** Renders the text, which begins with the name if given. */
  Facts: ComponentType<{ slug: string; name?: string }>;
}) {
  const { Facts } = props;
  const { data: me, isPending } = useMe();
  const { isAdminOf } = useRights();
  const all = me?.workspaces ?? [];
  const own = all.find(({ slug }) => isAdminOf(slug));
  return own || isPending ? (
    <Box component="span" sx={statusLineSx}>
      {own && (
        <Facts
          slug={own.slug}
          // With several workspaces, the line must name its workspace.
          name={all.length > 1 ? own.name : undefined}
        />
      )}
    </Box>
  ) : null;
}
