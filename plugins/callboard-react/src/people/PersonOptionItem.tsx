import ListItemText from '@mui/material/ListItemText';
import type { HTMLAttributes } from 'react';
import { PersonAvatar } from './PersonAvatar';

/**
 * A person, or a Group, among what can be picked. It shows the reference, too: names
 * can be the same, references cannot.
 *
 * @public
 */
export function PersonOptionItem(props: {
  user_ref: string;
  name: string;
  /** What the list gives its items. */
  item: HTMLAttributes<HTMLLIElement>;
}) {
  const { user_ref, name, item } = props;
  return (
    <li {...item} style={{ gap: 12 }}>
      <PersonAvatar userRef={user_ref} name={name} size={28} />
      <ListItemText
        sx={{ my: 0, overflowWrap: 'anywhere' }}
        primary={name}
        secondary={user_ref}
        secondaryTypographyProps={{ variant: 'caption' }}
      />
    </li>
  );
}
