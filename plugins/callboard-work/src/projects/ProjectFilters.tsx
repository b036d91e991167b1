import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { projectOverviewOrder } from '@callboard/plugin-callboard-common';
import { formatCount, SearchField } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { SelectField } from '../layout/SelectField';
import { callboardWorkProjectsTranslationRef } from './projectsTranslation';
import type { ProjectsUrl } from './useProjectsUrl';

const which = ['mine', 'all'] as const;
const toggleStyle = { textTransform: 'none', py: 0.5, px: 1.5, minHeight: 40 };

/** The filters and the order of projects. */
export function ProjectFilters(props: {
  url: ProjectsUrl;
  totals: Record<(typeof which)[number], number | undefined>;
}) {
  const { t } = useTranslationRef(callboardWorkProjectsTranslationRef);
  const { url, totals } = props;
  const getFilterLabel = (name: (typeof which)[number]) => {
    const total = totals[name];
    return total === undefined
      ? t(name)
      : t('countOf', { which: t(name), formatted: formatCount(total) });
  };
  return (
    <>
      <SearchField
        label={t('search')}
        placeholder={t('searchHint')}
        value={url.search}
        onChange={url.setSearch}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('which')}
        value={url.isMine ? 'mine' : 'all'}
        onChange={(_, value: string | null) =>
          value && url.setMine(value === 'mine')
        }
      >
        {which.map(name => (
          <ToggleButton
            key={name}
            value={name}
            // Wide enough for its number, so that nothing moves when it loads.
            sx={{
              ...toggleStyle,
              minWidth: 88,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {getFilterLabel(name)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SelectField
        label={t('order')}
        value={url.order}
        options={projectOverviewOrder.options.map(value => ({
          value,
          label: t(`orders.${value}`),
        }))}
        onChange={url.setOrder}
      />
      <ToggleButton
        value="archived"
        size="small"
        selected={url.isArchived}
        onChange={() => url.setArchived(!url.isArchived)}
        sx={toggleStyle}
      >
        {t('archived')}
      </ToggleButton>
      {url.isFiltered && <Button onClick={url.clear}>{t('clear')}</Button>}
    </>
  );
}
