import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_COMMENT_LENGTH,
  parseMentions,
} from '@callboard/plugin-callboard-common';
import {
  FailureAlert,
  getModifierKeyName,
  PersonAvatar,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState, type KeyboardEvent, type RefObject } from 'react';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import Paper from '@mui/material/Paper';
import Popper from '@mui/material/Popper';
import { callboardWorkCommentsTranslationRef } from '../commentsTranslation';
import { CommentBody } from './CommentBody';
import { useMentionPicker, type MentionPicker } from './useMentionPicker';

function MentionList(props: {
  picker: MentionPicker;
  field: RefObject<HTMLTextAreaElement>;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { picker, field } = props;
  const { id, people, activeIndex } = picker;
  return (
    <Popper
      open={picker.isOpen}
      anchorEl={field.current}
      placement="top-start"
      // Renders the list inside the drawer, which makes everything outside it inert.
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
            {people.map((person, index) => (
              <MenuItem
                key={person.user_ref}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                selected={index === activeIndex}
                aria-selected={index === activeIndex}
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

export function CommentEditor(props: {
  label: string;
  submitLabel: string;
  failedText: string;
  text: string;
  onChange: (text: string) => void;
  /** The text field, while it is mounted. */
  field: RefObject<HTMLTextAreaElement>;
  isBusy: boolean;
  error: Error | null;
  onSubmit: () => void;
  /** Omitted if nothing can be cancelled. */
  onCancel?: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkCommentsTranslationRef);
  const { text, field, onCancel } = props;
  const [isPreview, setPreview] = useState(false);
  const picker = useMentionPicker(field, text, props.onChange);
  const isTooLong = text.length > MAX_COMMENT_LENGTH;
  const isBlocked = isTooLong || text.trim() === '';
  const submit = () => !isBlocked && !props.isBusy && props.onSubmit();
  const onKeyDown = (event: KeyboardEvent) => {
    if (picker.handleKey(event)) {
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  };
  return (
    <Stack spacing={1}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('mode')}
        value={isPreview ? 'preview' : 'write'}
        onChange={(_, mode) => mode && setPreview(mode === 'preview')}
        sx={{ '& button': { py: 0.25, textTransform: 'none' } }}
      >
        <ToggleButton value="write">{t('write')}</ToggleButton>
        <ToggleButton value="preview">{t('preview')}</ToggleButton>
      </ToggleButtonGroup>
      {isPreview ? (
        <Box
          role="region"
          aria-label={t('preview')}
          sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}
        >
          {text.trim() ? (
            <CommentBody
              text={text}
              mentions={parseMentions(text).map(({ user_ref }) => user_ref)}
            />
          ) : (
            t('nothingToPreview')
          )}
        </Box>
      ) : (
        <Box sx={{ position: 'relative' }}>
          <TextField
            multiline
            fullWidth
            minRows={3}
            maxRows={16}
            size="small"
            inputRef={field}
            value={text}
            onChange={event => {
              props.onChange(event.target.value);
              picker.update();
            }}
            onSelect={picker.update}
            onBlur={picker.close}
            onKeyDown={onKeyDown}
            error={isTooLong}
            helperText={
              isTooLong
                ? t('tooLong', { most: MAX_COMMENT_LENGTH.toLocaleString() })
                : t('hint', { key: getModifierKeyName() })
            }
            inputProps={{
              // Text typed while the comment is being sent would be lost.
              readOnly: props.isBusy,
              'aria-label': props.label,
              'aria-autocomplete': 'list',
              'aria-controls': picker.isOpen ? picker.id : undefined,
              'aria-activedescendant':
                picker.isOpen && picker.people.length > 0
                  ? `${picker.id}-${picker.activeIndex}`
                  : undefined,
            }}
          />
          <MentionList picker={picker} field={field} />
        </Box>
      )}
      <FailureAlert title={props.failedText} error={props.error} />
      <Stack direction="row" spacing={1}>
        <Button
          size="small"
          variant="contained"
          disabled={isBlocked}
          aria-disabled={props.isBusy}
          onClick={submit}
        >
          {props.submitLabel}
        </Button>
        {onCancel && (
          <Button size="small" onClick={onCancel}>
            {t('cancel')}
          </Button>
        )}
      </Stack>
    </Stack>
  );
}
