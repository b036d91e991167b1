import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type WorkItemOrder,
  workItemOrder,
} from '@callboard/plugin-callboard-common';
import { SelectField, useUrlState } from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';

const urlParameters = ['order'] as const;

/** The order that groups items by state. */
export const ORDER_BY_STATE: WorkItemOrder = 'state';

/** Returns the list's order from the URL, by default `state`, and a function to change it. */
export function useWorkOrder(): [
  WorkItemOrder,
  (order: string | undefined) => void,
] {
  const [{ order }, setState] = useUrlState(urlParameters);
  return [
    workItemOrder.safeParse(order).data ?? ORDER_BY_STATE,
    value => setState({ order: value === ORDER_BY_STATE ? undefined : value }),
  ];
}

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

export function OrderSelect() {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [order, setOrder] = useWorkOrder();
  const options = orders.map(value => ({
    value: value as WorkItemOrder,
    label: t(`order.${value}`),
  }));
  return (
    <SelectField
      label={t('filters.order')}
      value={order}
      options={
        isOffered(order)
          ? options
          : [...options, { value: order, label: t('order.other') }]
      }
      onChange={setOrder}
      sx={{ minWidth: 128 }}
    />
  );
}
