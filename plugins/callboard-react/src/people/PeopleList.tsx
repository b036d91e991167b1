import Box from '@mui/material/Box';
import { visuallyHidden } from '../table/visuallyHidden';
import { PersonAvatar } from './PersonAvatar';
import { PersonChip } from './PersonChip';
import { PersonHoverCard } from './PersonHoverCard';
import { oneLine } from '../text/oneLine';

const MAX_SHOWN_PEOPLE = 3;

/**
 * The people assigned to a resource, with hover cards: one person by name, several by avatar.
 *
 * @public
 */
export function PeopleList(props: {
  people: ReadonlyArray<{ user_ref: string; name: string }>;
  /** The workspace whose staff record is shown; by default, the viewer's first workspace. */
  workspace?: string;
  /** Omits the name of a single person, to save space. */
  small?: boolean;
  /** Set to false inside another clickable element. */
  linked?: boolean;
}) {
  const { people, workspace, small, linked } = props;
  const [firstPerson] = people;
  if (people.length === 1 && !small && linked !== false) {
    return (
      <PersonChip
        userRef={firstPerson.user_ref}
        name={firstPerson.name}
        workspace={workspace}
        size={22}
      />
    );
  }
  const hiddenCount = people.length - MAX_SHOWN_PEOPLE;
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
      {people.slice(0, MAX_SHOWN_PEOPLE).map(({ user_ref, name }) => (
        <PersonHoverCard
          key={user_ref}
          userRef={user_ref}
          name={name}
          workspace={workspace}
        >
          <span>
            <PersonAvatar userRef={user_ref} name={name} size={22} />
          </span>
        </PersonHoverCard>
      ))}
      {hiddenCount > 0 && <span aria-hidden>+{hiddenCount}</span>}
      <Box
        component="span"
        data-badge-label
        sx={people.length === 1 && !small ? oneLine : visuallyHidden}
      >
        {people.map(({ name }) => name).join(', ')}
      </Box>
    </Box>
  );
}
