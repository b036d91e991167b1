import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { getProblems } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import { useCreateItem } from '../data/useCreateItem';
import { callboardWorkTranslationRef } from '../translation';

/** Adds sub-items to an item, one after another. */
export function AddSubItem(props: { parent: WorkItem }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [title, setTitle] = useState('');
  const creating = useCreateItem();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && !creating.isPending) {
      creating.mutate(
        { title: title.trim(), parent_id: props.parent.id },
        { onSuccess: () => setTitle('') },
      );
    }
  };
  return (
    <form onSubmit={add}>
      <TextField
        fullWidth
        size="small"
        margin="dense"
        label={t('drawer.addSubItem')}
        placeholder={t('drawer.addSubItemHint')}
        value={title}
        onChange={event => setTitle(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape' && title) {
            event.stopPropagation();
            setTitle('');
          }
        }}
        inputProps={{ maxLength: 512 }}
        error={creating.isError}
        helperText={
          creating.error &&
          `${t('create.failed')} ${getProblems(creating.error).message}`
        }
      />
    </form>
  );
}
