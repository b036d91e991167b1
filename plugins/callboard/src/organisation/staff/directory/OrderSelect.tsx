import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  staffOrder,
  type StaffOrder,
} from '@callboard/plugin-callboard-common';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { callboardStaffTranslationRef } from '../../staffTranslation';

/** Sorts the list where it has no column headings to click. */
export function OrderSelect(props: {
  value: StaffOrder;
  onChange: (order: StaffOrder) => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  return (
    <TextField
      select
      size="small"
      id="callboard-staff-order"
      label={t('directory.order')}
      value={props.value}
      onChange={event => props.onChange(event.target.value as StaffOrder)}
    >
      {staffOrder.options.map(order => (
        <MenuItem key={order} value={order}>
          {t(`order.${order}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
