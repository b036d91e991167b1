import ListItemText from '@mui/material/ListItemText';
import type { HTMLAttributes } from 'react';
import { PersonAvatar } from './PersonAvatar';

/**
 * A person or Group as an option of a picker. It shows the entity reference too, because names are
 * not unique.
 *
 * @public
 */
export function PersonOptionItem(props: {
  user_ref: string;
  name: string;
  /** Props from the list for its items. */
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
