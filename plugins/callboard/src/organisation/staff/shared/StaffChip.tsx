import type { StaffMember } from '@callboard/plugin-callboard-common';
import {
  IconText,
  PersonAvatar,
  PersonHoverCard,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { nameOf } from './nameOf';

/**
 * A person of the staff as avatar and name, with their position and department
 * once the pointer or the focus rests on it; grey once they have left.
 */
export function StaffChip(props: {
  person: StaffMember;
  /** Whose staff they are on. */
  workspace: string;
  /** Their profile, where the name is to lead there. */
  href?: string;
  size?: number;
}) {
  const { person, workspace, href, size } = props;
  const userRef = person.user_ref ?? person.id;
  const name = nameOf(person);
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
