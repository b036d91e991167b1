import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { LONGEST_NAME } from './SavedView';

const folded = (name: string) => name.trim().toLocaleLowerCase();

/** Asks for the name of a view. */
export function ViewDialog(props: {
  title: string;
  hint?: string;
  /** The name it has. */
  name?: string;
  /** The names of the other views. */
  others: readonly string[];
  onSave: (name: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const [name, setName] = useState(props.name ?? '');
  const isTaken = props.others.some(other => folded(other) === folded(name));
  return (
    <FormDialog
      title={props.title}
      hint={props.hint}
      submitLabel={t('submit')}
      isBlocked={!name.trim() || isTaken}
      onSubmit={() => {
        props.onClose();
        props.onSave(name.trim());
      }}
      onClose={props.onClose}
    >
      <TextField
        fullWidth
        size="small"
        label={t('name')}
        value={name}
        onChange={event => setName(event.target.value)}
        error={isTaken}
        helperText={isTaken ? t('taken') : ' '}
        inputProps={{ maxLength: LONGEST_NAME }}
      />
    </FormDialog>
  );
}
