import {
  getStaffName,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  IconText,
  PersonAvatar,
  PersonHoverCard,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/**
 * A staff member as avatar and name. Hovering or focusing it shows their position
 * and department. It is grey for people who have left.
 */
export function StaffChip(props: {
  person: StaffMember;
  /** The workspace of the staff record. */
  workspace: string;
  /** The address of the profile, if the name is a link. */
  href?: string;
  size?: number;
}) {
  const { person, workspace, href, size } = props;
  const userRef = person.user_ref ?? person.id;
  const name = getStaffName(person);
  const hasLeft = person.employment_status === 'resigned';
  return (
    <PersonHoverCard
      workspace={workspace}
      userRef={userRef}
      name={name}
      person={person}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-flex',
          minWidth: 0,
          maxWidth: '100%',
          color: hasLeft ? 'text.secondary' : undefined,
          '& [aria-hidden]': hasLeft ? { filter: 'grayscale(1)' } : undefined,
        }}
      >
        <IconText
          icon={<PersonAvatar userRef={userRef} name={name} size={size} />}
          text={name}
          href={href}
          gap={1}
        />
      </Box>
    </PersonHoverCard>
  );
}
