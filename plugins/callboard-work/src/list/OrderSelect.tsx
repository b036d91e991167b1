import { useTranslationRef } from '@backstage/frontend-plugin-api';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { callboardWorkTranslationRef } from '../translation';
import { useWorkOrder } from './useWorkOrder';

const orders = [
  'state',
  'priority',
  'target_date',
  '-updated_at',
  '-created_at',
  'created_at',
  'title',
  '-estimate_points',
] as const;

const isOffered = (order: string): order is (typeof orders)[number] =>
  orders.some(other => other === order);

/** What the list goes by; columns order it, too, where they are wide enough. */
export function OrderSelect() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [order, setOrder] = useWorkOrder();
  return (
    <TextField
      select
      size="small"
      id="callboard-work-order"
      label={t('filters.order')}
      value={order}
      onChange={event => setOrder(event.target.value)}
      sx={{ minWidth: 140 }}
    >
      {orders.map(value => (
        <MenuItem key={value} value={value}>
          {t(`order.${value}`)}
        </MenuItem>
      ))}
      {!isOffered(order) && (
        <MenuItem value={order}>{t('order.other')}</MenuItem>
      )}
    </TextField>
  );
}
