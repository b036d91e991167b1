import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { NewWorkItem, WorkItem } from '@callboard/plugin-callboard-common';
import { FormDialog, getProblems } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useCreateItem } from '../data/useCreateItem';
import { callboardWorkTranslationRef } from '../translation';
import { MainFields } from './MainFields';
import { MoreFields } from './MoreFields';

const LONGEST = 512;

/** Creates an item; only the title is required. */
export function CreateItemDialog(props: {
  /** Initial values, such as the state of a column. */
  start: Partial<NewWorkItem>;
  /** Called for each created item, with whether it is the last one. */
  onMade: (item: WorkItem, isLast: boolean) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { start, onMade, onClose } = props;
  const [values, setValues] = useState<NewWorkItem>({ title: '', ...start });
  const [hasMore, setMore] = useState(false);
  const [another, setAnother] = useState(false);
  const titleField = useRef<HTMLInputElement>(null);
  const creating = useCreateItem();
  const problems = creating.error && getProblems(creating.error);
  const change = (patch: Partial<NewWorkItem>) =>
    setValues(current => ({ ...current, ...patch }));

  function submit() {
    creating.mutate(
      { ...values, title: values.title.trim() },
      {
        onSuccess: item => {
          if (another) {
            // The next item is often similar.
            change({ title: '', description: null });
            titleField.current?.focus();
          } else {
            onClose();
          }
          onMade(item, !another);
        },
      },
    );
  }

  return (
    <FormDialog
      title={t('create.title')}
      submitLabel={t('create.submit')}
      isBlocked={!values.title.trim()}
      isBusy={creating.isPending}
      maxWidth="sm"
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {problems && (
          <Alert severity="error">
            {t('create.failed')} {problems.message}
          </Alert>
        )}
        <TextField
          required
          fullWidth
          size="small"
          label={t('field.title')}
          value={values.title}
          inputRef={titleField}
          onChange={event => change({ title: event.target.value })}
          inputProps={{ maxLength: LONGEST }}
        />
        <MainFields values={values} onChange={change} />
        {hasMore && <MoreFields values={values} onChange={change} />}
        <Stack direction="row" justifyContent="space-between" flexWrap="wrap">
          <Button
            size="small"
            aria-expanded={hasMore}
            onClick={() => setMore(!hasMore)}
          >
            {hasMore ? t('create.fewer') : t('create.more')}
          </Button>
          <FormControlLabel
            label={t('create.another')}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={another}
                onChange={(_, checked) => setAnother(checked)}
              />
            }
          />
        </Stack>
      </Stack>
    </FormDialog>
  );
}
