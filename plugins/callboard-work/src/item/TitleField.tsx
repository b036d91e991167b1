import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

const MAX_LENGTH = 512;

/** The title; saved on blur or Enter. Esc reverts it. */
export function TitleField(props: {
  item: WorkItem;
  edit: ItemEdit;
  mayEdit: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit } = props;
  const [draft, setDraft] = useState<{ text: string; base: WorkItem }>();
  useEffect(() => setDraft(undefined), [item.id]);
  const text = draft?.text ?? item.title;
  const isInvalid = text.trim().length === 0;

  async function save() {
    if (!draft || isInvalid) {
      return;
    }
    if (draft.text.trim() === draft.base.title) {
      setDraft(undefined);
      return;
    }
    const title = draft.text.trim();
    if ((await edit.save({ title }, draft.base)) !== 'failed') {
      setDraft(undefined);
    }
  }

  if (!props.mayEdit) {
    return (
      <Typography
        component="h2"
        variant="h6"
        sx={{ overflowWrap: 'anywhere', m: 0 }}
      >
        {item.title}
      </Typography>
    );
  }
  return (
    <TextField
      fullWidth
      multiline
      size="small"
      label={t('field.title')}
      value={text}
      error={isInvalid}
      helperText={isInvalid ? t('drawer.titleProblem') : undefined}
      onChange={event =>
        setDraft({
          // A title is one line, even if several are pasted.
          text: event.target.value.replace(/\s*\n\s*/g, ' '),
          base: draft?.base ?? item,
        })
      }
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
          save();
        }
        if (event.key === 'Escape' && draft) {
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
      inputProps={{ maxLength: MAX_LENGTH }}
      InputProps={{ sx: { fontWeight: 600, fontSize: '1rem' } }}
    />
  );
}
