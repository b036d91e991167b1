import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { FormEvent } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { MenuFrame } from './MenuFrame';
import { useEstimateDraft } from './useEstimateDraft';

/** Sets what an item is estimated at, in points and as a time. */
export function EstimateMenu(props: FieldMenuProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const draft = useEstimateDraft(props.values);
  const save = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!draft.patch) {
      return;
    }
    props.onClose();
    if (draft.isChanged) {
      props.onChange(draft.patch);
    }
  };
  return (
    <MenuFrame
      label={t('pick.set', { field: t('field.estimate') })}
      anchor={props.anchor}
      width={240}
      onClose={props.onClose}
    >
      <Stack
        component="form"
        noValidate
        onSubmit={save}
        spacing={2}
        sx={{ p: 2 }}
      >
        <TextField
          size="small"
          label={t('field.estimate_points')}
          value={draft.points}
          onChange={event => draft.setPoints(event.target.value)}
          inputProps={{ inputMode: 'decimal', maxLength: 20 }}
          error={draft.isPointsWrong}
          helperText={draft.isPointsWrong ? t('pick.pointsProblem') : undefined}
        />
        <TextField
          size="small"
          label={t('field.estimate_time')}
          value={draft.time}
          onChange={event => draft.setTime(event.target.value)}
          inputProps={{ maxLength: 20 }}
          error={draft.isTimeWrong}
          helperText={
            draft.isTimeWrong ? t('pick.timeProblem') : t('pick.time')
          }
        />
        <Button
          type="submit"
          size="small"
          variant="contained"
          disabled={!draft.patch}
        >
          {t('pick.save')}
        </Button>
      </Stack>
    </MenuFrame>
  );
}
