import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
  type StaffOrder,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  type LoadedList,
  type Pages,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useStaffLinks } from '../shared/useStaffLinks';
import { LoadMoreSentinel } from './LoadMoreSentinel';
import { useStaffColumns } from './useStaffColumns';

const getRowId = ({ id }: StaffMember) => id;

/** The loaded people; a row opens a profile. */
export function StaffTable(props: {
  workspace: string;
  list: Pages<StaffMember>;
  loaded: LoadedList<StaffMember>;
  order: StaffOrder;
  onOrder: (order: StaffOrder) => void;
  /** The ids of the selected people, if rows are selectable. */
  selected?: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, list, loaded, selected, onSelect } = props;
  const columns = useStaffColumns(workspace);
  const links = useStaffLinks(workspace);
  const navigate = useNavigate();
  const getRowLabel = useCallback(
    (person: StaffMember) =>
      t('directory.select', { name: getStaffName(person) }),
    [t],
  );
  const selection = useMemo(
    () =>
      selected && {
        selected,
        onChange: onSelect,
        getRowLabel,
      },
    [selected, onSelect, getRowLabel],
  );
  return (
    <Box sx={{ position: 'relative', opacity: list.isStale ? 0.6 : 1 }}>
      <DataTable
        label={t('directory.label')}
        columns={columns}
        rows={loaded.items}
        rowId={getRowId}
        onRowOpen={({ id }) => navigate(links.person(id))}
        selection={selection}
        order={{
          value: props.order,
          onChange: order => props.onOrder(order as StaffOrder),
        }}
        total={loaded.total}
        pages={list}
      />
      <LoadMoreSentinel list={list} />
    </Box>
  );
}
