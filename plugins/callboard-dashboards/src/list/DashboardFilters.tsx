import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ChoiceToggle,
  formatCount,
  SearchField,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { shownDashboards, type DashboardsUrl } from './useDashboardsUrl';

/** Which dashboards are shown, and how many they are. */
export function DashboardFilters(props: {
  url: DashboardsUrl;
  total: number | undefined;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { url, total } = props;
  return (
    <>
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={url.search}
        onChange={url.setSearch}
      />
      <ChoiceToggle
        label={t('which')}
        value={url.show}
        choices={shownDashboards.map(value => ({
          value,
          label: t(`show.${value}`),
        }))}
        onChange={url.setShow}
      />
      {url.isFiltered && <Button onClick={url.clear}>{t('clear')}</Button>}
      {total !== undefined && (
        <Box
          role="status"
          sx={{
            alignSelf: 'center',
            color: 'text.secondary',
            typography: 'body2',
          }}
        >
          {t('found', { count: total, formatted: formatCount(total) })}
        </Box>
      )}
    </>
  );
}
