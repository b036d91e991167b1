import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyState, useMe } from '@callboard/plugin-callboard-react';
import GroupOutlinedIcon from '@mui/icons-material/GroupOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useStaffLinks } from '../shared/useStaffLinks';
import type { StaffFilterState } from './useStaffFilter';

/** The empty state of the directory. */
export function NobodyThere(props: {
  workspace: string;
  state: StaffFilterState;
  /** Adds a person; undefined without permission. */
  onAdd?: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, state, onAdd } = props;
  const links = useStaffLinks(workspace);
  const { data: me } = useMe();
  const own = me?.workspaces.find(({ slug }) => slug === workspace);
  const name = own?.name ?? workspace;
  if (state.isFiltered) {
    return (
      <EmptyState
        title={t('directory.noMatch')}
        action={
          <Button variant="outlined" onClick={state.clear}>
            {t('directory.clear')}
          </Button>
        }
      >
        {t('directory.noMatchHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<GroupOutlinedIcon />}
      title={t('directory.empty', { workspace: name })}
      action={
        onAdd && (
          <Stack direction="row" spacing={1}>
            <Button variant="outlined" onClick={onAdd}>
              {t('directory.add')}
            </Button>
            <Button
              variant="outlined"
              component={Link}
              to={links.import}
              underline="none"
            >
              {t('directory.importFile')}
            </Button>
          </Stack>
        )
      }
    >
      {onAdd ? t('directory.emptyHint') : t('directory.emptyMember')}
    </EmptyState>
  );
}
