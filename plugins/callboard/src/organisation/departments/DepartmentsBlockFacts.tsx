import { useMe } from '@callboard/plugin-callboard-react';
import Typography from '@mui/material/Typography';
import { useRights } from '../../workspaces/useRights';
import { useDepartmentTree } from './data/useDepartmentTree';
import { factsOf } from './model/factsOf';
import { useFactWords } from './useFactWords';

function Facts(props: { slug: string; name?: string }) {
  const { data } = useDepartmentTree(props.slug);
  const words = useFactWords();
  return (
    <Typography
      component="span"
      variant="body2"
      display="block"
      // Room for what is on its way.
      sx={{ minHeight: '1.5em', mt: 0.5 }}
    >
      {data &&
        [props.name, ...words(factsOf(data.items))].filter(Boolean).join(' · ')}
    </Typography>
  );
}

/** How the departments stand, in the first workspace the person administers. */
export function DepartmentsBlockFacts() {
  const { data: me } = useMe();
  const { isAdminOf } = useRights();
  const own = me?.workspaces.filter(({ slug }) => isAdminOf(slug)) ?? [];
  return own.length > 0 ? (
    <Facts slug={own[0].slug} name={own.length > 1 ? own[0].name : undefined} />
  ) : null;
}
