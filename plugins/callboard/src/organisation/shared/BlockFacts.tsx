import { useMe } from '@callboard/plugin-callboard-react';
import Typography from '@mui/material/Typography';
import type { ComponentType } from 'react';
import { useRights } from '../../workspaces/useRights';

/** The facts of a block of the overview, about the first workspace the person administers. */
export function BlockFacts(props: {
  /** Draws the text, which begins with the name where it is given. */
  Facts: ComponentType<{ slug: string; name?: string }>;
}) {
  const { Facts } = props;
  const { data: me } = useMe();
  const { isAdminOf } = useRights();
  const all = me?.workspaces ?? [];
  const own = all.find(({ slug }) => isAdminOf(slug));
  return own ? (
    <Typography
      component="span"
      variant="body2"
      display="block"
      // Room for what is on its way.
      sx={{ minHeight: '1.5em', mt: 0.5 }}
    >
      <Facts
        slug={own.slug}
        // None of several is the one that goes without saying.
        name={all.length > 1 ? own.name : undefined}
      />
    </Typography>
  ) : null;
}
