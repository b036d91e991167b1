import type { StaffMember } from '@callboard/plugin-callboard-common';
import { IconText, PersonAvatar } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { nameOf } from './nameOf';

/** A person of the staff as avatar and name; grey once they have left. */
export function StaffChip(props: {
  person: StaffMember;
  /** Their profile, where the name is to lead there. */
  href?: string;
  size?: number;
}) {
  const { person, href, size } = props;
  const name = nameOf(person);
  const hasLeft = person.employment_status === 'resigned';
  return (
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
        icon={
          <PersonAvatar
            userRef={person.user_ref ?? person.id}
            name={name}
            size={size}
          />
        }
        text={name}
        href={href}
        gap={1}
      />
    </Box>
  );
}
