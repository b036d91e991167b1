import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FilterDrawer, SearchField } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactNode } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { OrderSelect } from './OrderSelect';
import { StaffFilterFields } from './StaffFilterFields';
import type { StaffFilterState } from './useStaffFilter';

/** The filters in a drawer, for narrow windows. */
function NarrowFilters(props: { workspace: string; state: StaffFilterState }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change } = props.state;
  const set = [filter.department, filter.status].filter(Boolean).length;
  return (
    <FilterDrawer label={t('directory.filters')} count={set}>
      <StaffFilterFields {...props} />
      <OrderSelect value={filter.order} onChange={order => change({ order })} />
    </FilterDrawer>
  );
}

/** The filters above the list: in one row, or partly behind a button. */
export function StaffFilters(props: {
  workspace: string;
  state: StaffFilterState;
  picker: ReactNode;
  isAdmin: boolean;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'));
  const { workspace, state, isAdmin } = props;
  const Fields = narrow ? NarrowFilters : StaffFilterFields;
  return (
    <Box
      role="search"
      aria-label={t('directory.filters')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        rowGap: 1.5,
      }}
    >
      {props.picker}
      <SearchField
        label={t('directory.search')}
        value={state.filter.search}
        onChange={search => state.change({ search })}
        placeholder={
          isAdmin ? t('directory.searchHintAdmin') : t('directory.searchHint')
        }
      />
      <Fields workspace={workspace} state={state} />
    </Box>
  );
}
