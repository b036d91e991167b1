import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  calendarDate,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { formatCalendarDate, Unset } from '@callboard/plugin-callboard-react';
import InputBase from '@mui/material/InputBase';
import { useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

/** A date of an item; it is saved when it is left, or by Enter. */
export function DateProperty(props: {
  item: WorkItem;
  field: 'start_date' | 'target_date';
  edit: ItemEdit;
  mayWrite: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, edit } = props;
  const stored = item[field];
  const [draft, setDraft] = useState<string>();
  if (!props.mayWrite) {
    return stored ? <>{formatCalendarDate(stored)}</> : <Unset />;
  }
  const isRead = !draft || calendarDate.safeParse(draft).success;

  async function save() {
    if (draft === undefined || !isRead) {
      return;
    }
    if (draft !== (stored ?? '')) {
      await edit.save({ [field]: draft || null });
    }
    setDraft(undefined);
  }
  return (
    <InputBase
      type="date"
      value={draft ?? stored ?? ''}
      error={!isRead}
      onChange={event => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={event => {
        if (event.key === 'Enter') {
          save();
        }
        if (event.key === 'Escape' && draft !== undefined) {
          event.stopPropagation();
          setDraft(undefined);
        }
      }}
      inputProps={{ 'aria-label': t(`field.${field}`) }}
      sx={theme => ({
        fontSize: 'inherit',
        height: 30,
        colorScheme: theme.palette.mode,
      })}
    />
  );
}
