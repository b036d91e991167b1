import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PersonAvatar } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import type { RefObject } from 'react';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import type { MentionPicker } from './useMentionPicker';

/** The people that a mention picker offers; the field keeps the focus. */
export function MentionList(props: {
  picker: MentionPicker;
  field: RefObject<HTMLTextAreaElement>;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { picker, field } = props;
  const { id, people, active } = picker;
  return (
    <Popper
      open={picker.isOpen}
      anchorEl={field.current}
      placement="top-start"
      // Inside the drawer, which makes everything outside it inert.
      disablePortal
      sx={{ zIndex: 'modal' }}
    >
      <Paper elevation={8} sx={{ width: 320, maxWidth: 'calc(100vw - 48px)' }}>
        {people.length > 0 ? (
          <MenuList
            id={id}
            role="listbox"
            dense
            aria-label={t('people')}
            autoFocusItem={false}
          >
            {people.map((person, at) => (
              <MenuItem
                key={person.user_ref}
                id={`${id}-${at}`}
                role="option"
                tabIndex={-1}
                selected={at === active}
                aria-selected={at === active}
                // A click would take the focus, and the caret, from the field.
                onMouseDown={event => event.preventDefault()}
                onClick={() => picker.choose(person)}
                sx={{ gap: 1 }}
              >
                <PersonAvatar
                  userRef={person.user_ref}
                  name={person.name}
                  size={20}
                />
                <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
                  {person.name}
                </Box>
              </MenuItem>
            ))}
          </MenuList>
        ) : (
          <Box role="status" sx={{ p: 1.5, typography: 'body2' }}>
            {t('nobody')}
          </Box>
        )}
      </Paper>
    </Popper>
  );
}
