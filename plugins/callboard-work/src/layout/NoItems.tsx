import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { WorkFilterState } from '../filters/useWorkFilters';
import { callboardWorkTranslationRef } from '../translation';
import { useHasItems } from './useHasItems';

/** The empty state of a list of items, with or without filters. */
export function NoItems(props: {
  filters: WorkFilterState;
  /** Omitted if the reader may not create items. */
  onCreate?: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { filters, onCreate } = props;
  const isFiltered = filters.count > 0;
  const hasItems = useHasItems({
    isEnabled: !isFiltered && filters.isOpenOnly,
  });
  const create = onCreate && (
    <Button variant="contained" onClick={onCreate}>
      {t('empty.create')}
    </Button>
  );
  const renderEmptyState = (title: string, hint: string, action: ReactNode) => (
    <EmptyState title={title} action={action}>
      {hint}
    </EmptyState>
  );
  if (isFiltered) {
    return renderEmptyState(
      t('empty.filtered'),
      t('empty.filteredHint'),
      <Button variant="outlined" onClick={() => filters.clear()}>
        {t('filters.clear')}
      </Button>,
    );
  }
  if (hasItems) {
    return renderEmptyState(
      t('empty.open'),
      t('empty.openHint'),
      <Button variant="outlined" onClick={() => filters.setOpenOnly(false)}>
        {t('empty.showAll')}
      </Button>,
    );
  }
  return renderEmptyState(t('empty.title'), t('empty.hint'), create);
}
