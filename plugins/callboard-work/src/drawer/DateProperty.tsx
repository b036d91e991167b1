import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatCalendarDate,
  Unset,
} from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

/** A date of an item; saved on blur or Enter. */
export function DateProperty(props: {
  item: WorkItem;
  field: 'start_date' | 'target_date';
  edit: ItemEdit;
  mayWrite: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, field, edit } = props;
  const stored = item[field];
  if (!props.mayWrite) {
    return stored ? <>{formatCalendarDate(stored)}</> : <Unset />;
  }
  return (
    <DateField
      isPlain
      isSavedOnLeaving
      label={t(`field.${field}`)}
      value={stored ?? ''}
      onChange={date => edit.save({ [field]: date || null })}
    />
  );
}
