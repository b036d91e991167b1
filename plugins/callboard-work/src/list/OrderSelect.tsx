import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItemOrder } from '@callboard/plugin-callboard-common';
import { SelectField } from '../layout/SelectField';
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

/** Selects the order of the list; on wide screens, column headers do, too. */
export function OrderSelect() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [order, setOrder] = useWorkOrder();
  const offered = orders.map(value => ({
    value: value as WorkItemOrder,
    label: t(`order.${value}`),
  }));
  return (
    <SelectField
      label={t('filters.order')}
      value={order}
      options={
        isOffered(order)
          ? offered
          : [...offered, { value: order, label: t('order.other') }]
      }
      onChange={setOrder}
    />
  );
}
