import Link from '@mui/material/Link';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';

/** Links to another department in the same view. */
export function DepartmentLink(props: { id: string; name: string }) {
  const [search] = useSearchParams();
  const next = new URLSearchParams(search);
  next.set('department', props.id);
  return (
    <Link
      component={RouterLink}
      to={{ search: next.toString() }}
      title={props.name}
      sx={{ overflowWrap: 'anywhere' }}
    >
      {props.name}
    </Link>
  );
}
