import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ExportButton,
  Row,
  toCountParams,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import PersonAddOutlinedIcon from '@mui/icons-material/PersonAddOutlined';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import Chip from '@mui/material/Chip';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useDepartmentEntries } from '../../departments/useDepartmentTree';
import { useAdminRight } from '../../../shared/useRights';
import { useStaffLinks } from '../useStaffLinks';
import type {
  StaffFilter,
  StaffFilterState,
  StaffQuery,
} from './useStaffFilter';

interface ActiveFilter {
  name: string;
  value: string;
  clearingPatch: Partial<StaffFilter>;
}

/** The active filters as chips that can be removed one by one, or all at once. */
function StaffFilterChips(props: {
  workspace: string;
  state: StaffFilterState;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { filter, change, clear, isFiltered } = props.state;
  const departments = useDepartmentEntries(props.workspace);
  if (!isFiltered) {
    return null;
  }
  const chips: ActiveFilter[] = [];
  if (filter.search) {
    chips.push({
      name: t('directory.search'),
      value: filter.search,
      clearingPatch: { search: undefined },
    });
  }
  if (filter.department) {
    const name = departments.get(filter.department)?.node.name ?? '…';
    chips.push({
      name: t('field.department_id'),
      value: filter.isDirect ? t('directory.onlyDirect', { name }) : name,
      clearingPatch: { department: undefined },
    });
  }
  if (filter.status) {
    chips.push({
      name: t('field.employment_status'),
      value: t(`status.${filter.status}`),
      clearingPatch: { status: undefined },
    });
  }
  return (
    <Row>
      {chips.map(({ name, value, clearingPatch }) => (
        <Chip
          key={name}
          size="small"
          label={t('directory.chip', { name, value })}
          onDelete={() => change(clearingPatch)}
          title={t('directory.remove', { name })}
          sx={{ m: 0, maxWidth: 320 }}
        />
      ))}
      <Button size="small" onClick={clear}>
        {t('directory.clear')}
      </Button>
    </Row>
  );
}

const formats = ['xlsx', 'csv'] as const;

function StaffExport(props: {
  workspace: string;
  query: StaffQuery;
  total: number | undefined;
}) {
  const client = useCallboardClient();
  const { workspace: slug, query, total } = props;
  return (
    <ExportButton
      downloadKey={`staff/${slug}`}
      fallbackName="people"
      formats={formats}
      rows={total}
      disabled={total === 0}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportStaffCsv
            : endpoints.exportStaffXlsx,
          { params: { slug }, query, signal },
        )
      }
    />
  );
}

export function StaffBar(props: {
  workspace: string;
  query: StaffQuery;
  state: StaffFilterState;
  total: number | undefined;
  /** Adds a person; undefined without permission. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, query, state, total, onAdd } = props;
  const links = useStaffLinks(workspace);
  const canImport = useAdminRight(permissions.staff.import, workspace);
  return (
    <Row sx={{ minHeight: 40 }}>
      <Box
        role="status"
        sx={{ typography: 'body2', fontWeight: 600, marginInlineEnd: 1 }}
      >
        {total === undefined ? (
          <Skeleton width="10ch" />
        ) : (
          t('directory.count', toCountParams(total))
        )}
      </Box>
      <StaffFilterChips workspace={workspace} state={state} />
      <Box sx={{ flex: 1 }} />
      <StaffExport workspace={workspace} query={query} total={total} />
      {canImport && (
        <Button
          variant="outlined"
          component={Link}
          to={links.import}
          underline="none"
          startIcon={<FileUploadOutlinedIcon />}
        >
          {t('directory.import')}
        </Button>
      )}
      {onAdd && (
        <Button
          variant="contained"
          startIcon={<PersonAddOutlinedIcon />}
          onClick={onAdd}
        >
          {t('directory.add')}
        </Button>
      )}
    </Row>
  );
}
