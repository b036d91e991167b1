import {
  outOfSight,
  PersonAvatar,
  PersonHoverCard,
  parseRef,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useWorkProject } from '../data/useWorkProject';

const MOST = 3;

/** Who has an item: one by name, several by their avatars. */
export function AssigneeList(props: {
  assignees: readonly string[];
  people: readonly PersonOption[];
  /** Without the name of one alone, where there is little room. */
  small?: boolean;
}) {
  const { assignees, people, small } = props;
  const { workspace } = useWorkProject();
  const named = assignees.map(user_ref => ({
    user_ref,
    name:
      people.find(person => person.user_ref === user_ref)?.name ??
      parseRef(user_ref)?.name ??
      user_ref,
  }));
  const names = named.map(({ name }) => name).join(', ');
  const more = named.length - MOST;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      {named.slice(0, MOST).map(({ user_ref, name }) => (
        <PersonHoverCard
          key={user_ref}
          userRef={user_ref}
          name={name}
          workspace={workspace.slug}
        >
          <span>
            <PersonAvatar userRef={user_ref} name={name} size={22} />
          </span>
        </PersonHoverCard>
      ))}
      {more > 0 && <span aria-hidden>+{more}</span>}
      <Box
        component="span"
        data-word
        sx={
          named.length === 1 && !small
            ? {
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }
            : outOfSight
        }
      >
        {names}
      </Box>
    </Box>
  );
}
