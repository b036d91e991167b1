import { endpoints } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Tooltip from '@mui/material/Tooltip';
import type { ReactElement } from 'react';
import { useCallboardQuery } from '../query/useCallboardQuery';
import { departmentNameIn } from './departmentNameIn';
import { PersonAvatar } from './PersonAvatar';

const DELAY = 300;
const FIVE_MINUTES = 5 * 60_000;

interface Person {
  workspace: string;
  userRef: string;
  name: string;
}

/** Position and department; found by name, and sure only by the reference. */
function Place(props: Person) {
  const params = { slug: props.workspace };
  const people = useCallboardQuery(
    endpoints.listStaff,
    { params, query: { search: props.name, limit: 20 } },
    { staleTime: FIVE_MINUTES },
  );
  const tree = useCallboardQuery(
    endpoints.getDepartmentTree,
    { params },
    { staleTime: FIVE_MINUTES },
  );
  if (people.isPending || tree.isPending) {
    return <Skeleton width={120} />;
  }
  const person = people.data?.items.find(
    ({ user_ref }) => user_ref === props.userRef,
  );
  const department =
    person?.department_id &&
    departmentNameIn(tree.data?.items ?? [], person.department_id);
  return (
    <>
      <div>{person?.position}</div>
      <div>{department}</div>
    </>
  );
}

/**
 * Shows a person's position and department once the pointer or the focus has
 * rested on their name. Nothing is asked for before.
 */
export function PersonHoverCard(props: Person & { children: ReactElement }) {
  const { children, ...person } = props;
  return (
    <Tooltip
      describeChild
      enterDelay={DELAY}
      enterNextDelay={DELAY}
      title={
        <Box sx={{ display: 'flex', gap: 1.5, p: 0.5, minHeight: 64 }}>
          <PersonAvatar {...person} size={36} />
          <Box sx={{ minWidth: 140, typography: 'body2' }}>
            <Box sx={{ fontWeight: 600 }}>{person.name}</Box>
            <Place {...person} />
          </Box>
        </Box>
      }
      componentsProps={{
        tooltip: {
          sx: {
            bgcolor: 'background.paper',
            color: 'text.primary',
            border: 1,
            borderColor: 'divider',
            boxShadow: 4,
          },
        },
      }}
    >
      {children}
    </Tooltip>
  );
}
