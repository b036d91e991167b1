import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardWorkViewsTranslationRef } from '../viewsTranslation';
import { LONGEST_NAME } from './SavedView';

const normaliseName = (name: string) => name.trim().toLocaleLowerCase();

/** A dialog for the name of a view. */
export function ViewDialog(props: {
  title: string;
  hint?: string;
  /** The current name. */
  name?: string;
  /** The names of the other views. */
  others: readonly string[];
  /** Resolves to whether the name was stored; otherwise the dialog stays. */
  onSave: (name: string) => Promise<boolean>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkViewsTranslationRef);
  const [name, setName] = useState(props.name ?? '');
  const [isBusy, setBusy] = useState(false);
  const isTaken = props.others.some(
    other => normaliseName(other) === normaliseName(name),
  );
  async function save() {
    setBusy(true);
    const isSaved = await props.onSave(name.trim());
    setBusy(false);
    if (isSaved) {
      props.onClose();
    }
  }

  return (
    <FormDialog
      title={props.title}
      hint={props.hint}
      submitLabel={t('submit')}
      isBlocked={!name.trim() || isTaken}
      isBusy={isBusy}
      onSubmit={save}
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
