import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  staffStatus,
  type StaffStatus,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../shared/DepartmentPicker';
import { StatusLabel } from '../shared/StatusLabel';
import { useDepartmentEntries } from '../shared/useDepartmentEntries';
import type { StaffFilterState } from './useStaffFilter';

/** The filters next to the search. */
export function StaffFilterFields(props: {
  workspace: string;
  state: StaffFilterState;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change } = props.state;
  const departments = useDepartmentEntries(props.workspace);
  const { node } = departments.get(filter.department ?? '') ?? {};
  const hasChildren = node !== undefined && node.children.length > 0;
  return (
    <>
      <Box sx={{ flex: { sm: '1 1 200px' }, maxWidth: { sm: 300 } }}>
        <DepartmentPicker
          workspace={props.workspace}
          value={filter.department}
          onChange={department => change({ department })}
        />
      </Box>
      <TextField
        select
        size="small"
        id="callboard-staff-status"
        label={t('field.employment_status')}
        value={filter.status ?? ''}
        onChange={event =>
          change({ status: (event.target.value || undefined) as StaffStatus })
        }
        SelectProps={{ displayEmpty: true }}
        InputLabelProps={{ shrink: true }}
        sx={{
          minWidth: 152,
          // The same height with and without an icon.
          '& [role=combobox]': { display: 'flex', alignItems: 'center' },
        }}
      >
        <MenuItem value="">{t('directory.anyStatus')}</MenuItem>
        {staffStatus.options.map(status => (
          <MenuItem key={status} value={status}>
            <StatusLabel status={status} />
          </MenuItem>
        ))}
      </TextField>
      {hasChildren && (
        <FormControlLabel
          control={
            <Switch
              checked={!filter.isDirect}
              onChange={(_, includesDescendants) =>
                change({ isDirect: !includesDescendants })
              }
            />
          }
          label={t('directory.includeDescendants')}
          slotProps={{ typography: { variant: 'body2' } }}
          sx={{ mx: 0, gap: 0.5 }}
        />
      )}
    </>
  );
}
