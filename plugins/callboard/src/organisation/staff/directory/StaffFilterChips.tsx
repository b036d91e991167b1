import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useDepartmentEntries } from '../shared/useDepartmentEntries';
import type { StaffFilter } from './StaffFilter';
import type { StaffFilterState } from './useStaffFilter';

interface SetFilter {
  name: string;
  value: string;
  off: Partial<StaffFilter>;
}

/** The active filters as chips that can be removed one by one, or all at once. */
export function StaffFilterChips(props: {
  workspace: string;
  state: StaffFilterState;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change, clear, isFiltered } = props.state;
  const departments = useDepartmentEntries(props.workspace);
  if (!isFiltered) {
    return null;
  }
  const chips: SetFilter[] = [];
  if (filter.search) {
    chips.push({
      name: t('directory.search'),
      value: filter.search,
      off: { search: undefined },
    });
  }
  if (filter.department) {
    const name = departments.get(filter.department)?.node.name ?? '…';
    chips.push({
      name: t('field.department_id'),
      value: filter.isDirect ? t('directory.onlyDirect', { name }) : name,
      off: { department: undefined },
    });
  }
  if (filter.status) {
    chips.push({
      name: t('field.employment_status'),
      value: t(`status.${filter.status}`),
      off: { status: undefined },
    });
  }
  return (
    <Box
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}
    >
      {chips.map(({ name, value, off }) => (
        <Chip
          key={name}
          size="small"
          label={t('directory.chip', { name, value })}
          onDelete={() => change(off)}
          title={t('directory.remove', { name })}
          sx={{ m: 0, maxWidth: 320 }}
        />
      ))}
      <Button size="small" onClick={clear}>
        {t('directory.clear')}
      </Button>
    </Box>
  );
}
