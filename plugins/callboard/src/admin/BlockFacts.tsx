import { useMe } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ComponentType } from 'react';
import { useRights } from '../workspaces/useRights';
import { factsRoom } from './factsRoom';

/** The facts of a block of the overview, about the first workspace the person administers. */
export function BlockFacts(props: {
  /** Draws the text, which begins with the name where it is given. */
  Facts: ComponentType<{ slug: string; name?: string }>;
}) {
  const { Facts } = props;
  const { data: me, isPending } = useMe();
  const { isAdminOf } = useRights();
  const all = me?.workspaces ?? [];
  const own = all.find(({ slug }) => isAdminOf(slug));
  return own || isPending ? (
    <Box component="span" sx={factsRoom}>
      {own && (
        <Facts
          slug={own.slug}
          // With several workspaces, the reader must see which one is meant.
          name={all.length > 1 ? own.name : undefined}
        />
      )}
    </Box>
  ) : null;
}
