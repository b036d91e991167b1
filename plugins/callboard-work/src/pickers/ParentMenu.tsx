import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  isReferenceTo,
  readItemReference,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';
import { PickMenu } from './PickMenu';

const MAX_FOUND = 20;

export function ParentMenu(props: {
  /** The children, which cannot be their own parent. */
  items: readonly Pick<WorkItem, 'id'>[];
  /** The id of the parent; undefined if the items have different parents. */
  value: string | null | undefined;
  anchor: Element;
  onPick: (id: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { items, value } = props;
  const [search, setSearch] = useState('');
  const { data, isFetching } = useCallboardQuery(
    endpoints.listWorkItems,
    {
      params: toProjectParams(useWorkProject()),
      query: {
        limit: MAX_FOUND,
        order_by: 'relevance',
        search: search || undefined,
      },
    },
    { placeholderData: keepPreviousData },
  );
  const reference = readItemReference(search);
  const found = (data?.items ?? []).filter(
    ({ id, identifier }) =>
      !items.some(item => item.id === id) &&
      // While the item with the typed identifier loads, hides the results of earlier searches.
      (!isFetching || !reference || isReferenceTo(reference, identifier)),
  );
  return (
    <PickMenu
      label={t('pick.set', { field: t('field.parent') })}
      anchor={props.anchor}
      options={[
        ...(search ? [] : [{ value: '', label: t('none.parent') }]),
        ...found.map(({ id, identifier, title }) => ({
          value: id,
          label: `${identifier} ${title}`,
        })),
      ]}
      selected={value === undefined ? [] : [value ?? '']}
      onSearch={setSearch}
      isLoading={isFetching}
      onPick={picked => props.onPick(picked || null)}
      onClose={props.onClose}
    />
  );
}
