import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import type { FormEvent } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { FieldMenuProps } from './FieldMenuProps';
import { MenuFrame } from './MenuFrame';
import { useEstimateDraft } from './useEstimateDraft';

/** Sets the estimate of an item, in points and as a time. */
export function EstimateMenu(props: FieldMenuProps) {
  const { isOfSeveral } = props;
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const draft = useEstimateDraft(props.values);
  let timeHint: string = t('pick.time');
  if (draft.isTimeWrong) {
    timeHint = t('pick.timeProblem');
  } else if (draft.understood) {
    timeHint = t('pick.timeUnderstood', {
      time: formatMinutes(draft.understood),
    });
  }
  const save = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (!draft.patch) {
      return;
    }
    props.onClose();
    if (isOfSeveral && Object.keys(draft.touched).length > 0) {
      props.onChange(draft.touched);
    } else if (!isOfSeveral && draft.isChanged) {
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
          label={t('field.estimate_time')}
          value={draft.time}
          onChange={event => draft.setTime(event.target.value)}
          inputProps={{ maxLength: 20 }}
          error={draft.isTimeWrong}
          helperText={timeHint}
          FormHelperTextProps={{ role: 'status' }}
        />
        <TextField
          size="small"
          label={t('field.estimate_points')}
          value={draft.points}
          onChange={event => draft.setPoints(event.target.value)}
          inputProps={{ inputMode: 'decimal', maxLength: 20 }}
          error={draft.isPointsWrong}
          helperText={draft.isPointsWrong ? t('pick.pointsProblem') : undefined}
        />
        {isOfSeveral && (
          <Box sx={{ typography: 'caption', color: 'text.secondary' }}>
            {t('bulk.mixed')}
          </Box>
        )}
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
