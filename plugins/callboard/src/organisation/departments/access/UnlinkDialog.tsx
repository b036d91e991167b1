import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Department,
  type DepartmentLink,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';

const LABEL = 'callboard-unlink-people';

/** Asks what happens to the members before a link is removed. */
export function UnlinkDialog(props: {
  department: Department;
  link: DepartmentLink;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, link } = props;
  const { slug } = useDepartments().workspace;
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const getProblem = useDepartmentProblem();
  const [keeps, setKeeps] = useState(false);
  const names = { department: department.name, name: link.name };
  const unlinking = useMutation({
    mutationFn: () =>
      client.call(endpoints.unlinkDepartment, {
        params: { slug, id: department.id, link_id: link.id },
        query: keeps ? { keep_members: true } : {},
      }),
    onSuccess: () => {
      notify({ title: t('unlink.done', names), status: 'success' });
      refresh();
      props.onClose();
    },
  });
  return (
    <FormDialog
      title={t('unlink.title', names)}
      submitLabel={t('unlink.submit')}
      submitColor="error"
      isBusy={unlinking.isPending}
      onSubmit={() => unlinking.mutate()}
      onClose={props.onClose}
    >
      {unlinking.error && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('unlink.failed')} {getProblem(unlinking.error)}
        </Alert>
      )}
      <FormControl>
        <FormLabel id={LABEL} sx={{ mb: 1, typography: 'body2' }}>
          {t('unlink.people', names)}
        </FormLabel>
        <RadioGroup
          aria-labelledby={LABEL}
          sx={{ gap: 1 }}
          value={keeps ? 'keep' : 'take'}
          onChange={(_, choice) => setKeeps(choice === 'keep')}
        >
          {(['take', 'keep'] as const).map(choice => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio size="small" />}
              label={t(`unlink.${choice}`)}
              slotProps={{ typography: { variant: 'body2' } }}
            />
          ))}
        </RadioGroup>
      </FormControl>
    </FormDialog>
  );
}
