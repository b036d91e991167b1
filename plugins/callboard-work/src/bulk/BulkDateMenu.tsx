import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { calendarDate } from '@callboard/plugin-callboard-common';
import { DateField } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState, type FormEvent } from 'react';
import { MenuFrame } from '../pickers/MenuFrame';
import { callboardWorkTranslationRef } from '../translation';

/** Sets or clears a date of many items. */
export function BulkDateMenu(props: {
  field: 'start_date' | 'target_date';
  anchor: Element;
  onPick: (date: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { onPick, onClose } = props;
  const [date, setDate] = useState('');
  const name = t(`field.${props.field}`);
  const pick = (picked: string | null) => {
    onClose();
    onPick(picked);
  };
  const isRead = calendarDate.safeParse(date).success;
  return (
    <MenuFrame
      label={t('pick.set', { field: name })}
      anchor={props.anchor}
      width={240}
      onClose={onClose}
    >
      <Stack
        component="form"
        noValidate
        spacing={2}
        sx={{ p: 2 }}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (isRead) {
            pick(date);
          }
        }}
      >
        <DateField label={name} value={date} onChange={setDate} />
        <Button
          type="submit"
          size="small"
          variant="contained"
          disabled={!isRead}
        >
          {t('pick.save')}
        </Button>
        <Button size="small" onClick={() => pick(null)}>
          {t('bulk.noDate')}
        </Button>
      </Stack>
    </MenuFrame>
  );
}
