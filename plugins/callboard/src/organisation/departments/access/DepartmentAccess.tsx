import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DepartmentLink,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  LoadingState,
  QueryState,
  useEndpointPages,
} from '@callboard/plugin-callboard-react';
import AddLinkIcon from '@mui/icons-material/AddLink';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useDepartments } from '../DepartmentsContext';
import type { DepartmentEntry } from '../model/indexTree';
import { callboardDepartmentsTranslationRef } from '../translation';
import { LinkDialog } from './LinkDialog';
import { UnlinkDialog } from './UnlinkDialog';
import { useLinkColumns } from './useLinkColumns';

const getRowId = (link: DepartmentLink) => link.id;

/** The resources that a department gives its people access to; admins edit them here. */
export function DepartmentAccess(props: { entry: DepartmentEntry }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { node } = props.entry;
  const { mayEdit, workspace } = useDepartments();
  const list = useEndpointPages(endpoints.listDepartmentLinks, {
    params: { slug: workspace.slug, id: node.id },
  });
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<DepartmentLink>();
  const columns = useLinkColumns({ onUnlink: mayEdit ? setEnding : undefined });
  const add = mayEdit && (
    <Button
      variant="outlined"
      startIcon={<AddLinkIcon />}
      onClick={() => setAdding(true)}
      sx={{ alignSelf: 'start' }}
    >
      {t('access.add')}
    </Button>
  );
  return (
    <Stack spacing={2}>
      <QueryState
        query={list}
        loading={<LoadingState rows={3} rowHeight={40} />}
      >
        {({ items, total }) =>
          items.length > 0 ? (
            <>
              <Typography variant="body2" color="text.secondary">
                {t('access.intro')}
              </Typography>
              <DataTable
                label={t('access.label', { name: node.name })}
                columns={columns}
                rows={items}
                rowId={getRowId}
                rowHeight={48}
                total={total}
                pages={list}
              />
              {add}
            </>
          ) : (
            <EmptyState title={t('access.empty')} action={add}>
              {mayEdit ? t('access.emptyHint') : t('access.emptyHintReader')}
            </EmptyState>
          )
        }
      </QueryState>
      {isAdding && (
        <LinkDialog department={node} onClose={() => setAdding(false)} />
      )}
      {ending && (
        <UnlinkDialog
          department={node}
          link={ending}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Stack>
  );
}
