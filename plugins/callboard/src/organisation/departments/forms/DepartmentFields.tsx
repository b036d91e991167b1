import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PersonOption } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { Controller, type Control } from 'react-hook-form';
import { switchLabelStyle } from '../switchLabelStyle';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';
import { DepartmentTextField } from './DepartmentTextField';
import { DepartmentTypeField } from './DepartmentTypeField';
import { ManagerField } from './ManagerField';
import { ParentField } from './ParentField';

const toShortName = (text: string) => text.toUpperCase();

/** The form fields of a department. */
export function DepartmentFields(props: {
  control: Control<DepartmentFormValues>;
  /** Whether to include the parent; for existing departments, the move dialog changes it. */
  withParent?: boolean;
  manager?: PersonOption;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { control } = props;
  return (
    <Stack spacing={2}>
      <DepartmentTextField
        required
        control={control}
        name="name"
        label={t('field.name')}
      />
      {props.withParent && <ParentField control={control} />}
      <ManagerField control={control} current={props.manager} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
          gap: 2,
        }}
      >
        <DepartmentTextField
          control={control}
          name="code"
          label={t('field.code')}
          helperText={t('field.codeHelp')}
        />
        <DepartmentTextField
          control={control}
          name="short_name"
          label={t('field.shortName')}
          helperText={t('field.shortNameHelp')}
          format={toShortName}
        />
        <DepartmentTextField
          control={control}
          name="dept_code"
          label={t('field.deptCode')}
          helperText={t('field.deptCodeHelp')}
          inputProps={{ inputMode: 'numeric' }}
        />
      </Box>
      <DepartmentTypeField control={control} />
      <DepartmentTextField
        multiline
        minRows={2}
        control={control}
        name="description"
        label={t('field.description')}
      />
      <Controller
        control={control}
        name="is_active"
        render={({ field }) => (
          <div>
            <FormControlLabel
              control={
                <Switch
                  checked={field.value}
                  onChange={field.onChange}
                  onBlur={field.onBlur}
                  inputRef={field.ref}
                />
              }
              label={t('field.active')}
              slotProps={{ typography: { variant: 'body2' } }}
              sx={switchLabelStyle}
            />
          </div>
        )}
      />
    </Stack>
  );
}
