import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ChoiceToggle, SearchField } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { shownDashboards, type DashboardsUrl } from './useDashboardsUrl';

/** Which dashboards are shown. */
export function DashboardListFilters(props: { url: DashboardsUrl }) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { url } = props;
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
    </>
  );
}
