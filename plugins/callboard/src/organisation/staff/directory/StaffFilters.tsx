import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField } from '@callboard/plugin-callboard-react';
import FilterListIcon from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import Stack from '@mui/material/Stack';
import { useTheme } from '@mui/material/styles';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useState, type ReactNode } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { OrderSelect } from './OrderSelect';
import { StaffFilterFields } from './StaffFilterFields';
import type { StaffFilterState } from './useStaffFilter';

/** The filters in a drawer, for windows that have no room for them. */
function FilterDrawer(props: { workspace: string; state: StaffFilterState }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const [isOpen, setOpen] = useState(false);
  const { filter, change } = props.state;
  const set = [filter.department, filter.status].filter(Boolean).length;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<FilterListIcon />}
        onClick={() => setOpen(true)}
        sx={{ minHeight: 37 }}
      >
        {set > 0
          ? t('directory.filtersSet', { number: String(set) })
          : t('directory.filters')}
      </Button>
      <Drawer
        anchor="bottom"
        open={isOpen}
        onClose={close}
        PaperProps={{
          role: 'dialog',
          'aria-modal': true,
          'aria-label': t('directory.filters'),
        }}
      >
        <Stack spacing={2} sx={{ p: 2, pt: 3 }}>
          <StaffFilterFields {...props} />
          <OrderSelect
            value={filter.order}
            onChange={order => change({ order })}
          />
          <Button variant="contained" onClick={close}>
            {t('directory.done')}
          </Button>
        </Stack>
      </Drawer>
    </>
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
  const Fields = narrow ? FilterDrawer : StaffFilterFields;
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
