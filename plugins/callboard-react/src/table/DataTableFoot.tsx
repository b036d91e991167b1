import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import { formatCount } from '../text/formatNumbers';
import { callboardReactTranslationRef } from '../translation';
import type { DataTablePages } from './dataTableTypes';

/** The number of loaded rows, with a button that loads more. @public */
export function DataTableFoot(props: {
  shown: number;
  total?: number;
  pages: DataTablePages;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { shown, total } = props;
  const { hasMore, isLoadingMore: isLoading, loadMore, isStale } = props.pages;
  const hasFailed = props.pages.hasLoadMoreFailed && !isLoading;
  const shownText =
    total === undefined
      ? t('table.shown', { shown: formatCount(shown) })
      : t('table.shownOf', {
          shown: formatCount(shown),
          total: formatCount(total),
        });
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 2,
        px: 2,
        py: 1.5,
        minHeight: 60,
      }}
    >
      {hasMore && !isStale && (
        <Button
          variant="outlined"
          // `disabled` would remove the focus from the button.
          aria-disabled={isLoading}
          onClick={isLoading ? undefined : loadMore}
          startIcon={
            isLoading && (
              <CircularProgress color="inherit" size={16} aria-hidden />
            )
          }
        >
          {hasFailed ? t('error.retry') : t('table.loadMore')}
        </Button>
      )}
      <Box role="status" sx={{ color: 'text.secondary', typography: 'body2' }}>
        {isStale ? t('loading') : shownText}
      </Box>
      {hasFailed && (
        <Box role="alert" sx={{ color: 'error.main', typography: 'body2' }}>
          {t('table.moreFailed')}
        </Box>
      )}
    </Box>
  );
}
