import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardWorkTranslationRef } from '../translation';

/** Stands where items will be, or where none matches. */
export function NoItems(props: {
  isFiltered: boolean;
  onClear: () => void;
  /** Left out where the reader may not. */
  onCreate?: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  if (props.isFiltered) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        action={
          <Button variant="outlined" onClick={props.onClear}>
            {t('filters.clear')}
          </Button>
        }
      >
        {t('empty.filteredHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('empty.title')}
      action={
        props.onCreate && (
          <Button variant="contained" onClick={props.onCreate}>
            {t('empty.create')}
          </Button>
        )
      }
    >
      {t('empty.hint')}
    </EmptyState>
  );
}
