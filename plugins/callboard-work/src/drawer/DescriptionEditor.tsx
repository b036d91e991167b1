import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getModifierKeyName } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';

/** The editor of a description. */
export function DescriptionEditor(props: {
  text: string;
  longest: number;
  isBusy: boolean;
  onChange: (text: string) => void;
  onSave: (text: string) => void;
  /** Discards the text. */
  onDiscard: () => void;
  /** Closes the editor and retains the text. */
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [text, setText] = useState(props.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isTooLong = text.length > props.longest;
  const save = () => !isTooLong && !props.isBusy && props.onSave(text);
  return (
    <Stack spacing={1}>
      <TextField
        multiline
        fullWidth
        minRows={6}
        maxRows={24}
        size="small"
        inputRef={field}
        value={text}
        onChange={event => {
          setText(event.target.value);
          props.onChange(event.target.value);
        }}
        error={isTooLong}
        helperText={
          isTooLong
            ? t('drawer.tooLong', { most: props.longest.toLocaleString() })
            : t('drawer.descriptionHint', { key: getModifierKeyName() })
        }
        inputProps={{ 'aria-label': t('field.description') }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            props.onClose();
          }
        }}
      />
      <Stack direction="row" spacing={1}>
        <Button
          size="small"
          variant="contained"
          disabled={isTooLong}
          aria-disabled={props.isBusy}
          onClick={save}
        >
          {t('drawer.save')}
        </Button>
        <Button size="small" onClick={props.onDiscard}>
          {t('drawer.cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}
