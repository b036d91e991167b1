import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { callboardWorkTranslationRef } from '../translation';
import type { WorkView } from './useWorkView';

const icons = {
  list: ViewListOutlinedIcon,
  board: ViewKanbanOutlinedIcon,
} as const;

/** List or board. */
export function ViewToggle(props: {
  value: WorkView;
  onChange: (view: WorkView) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={t('tab.view')}
      value={props.value}
      onChange={(_, view: WorkView | null) => view && props.onChange(view)}
    >
      {(['list', 'board'] as const).map(view => {
        const Icon = icons[view];
        return (
          <ToggleButton
            key={view}
            value={view}
            sx={{ textTransform: 'none', gap: 0.75, py: 0.5 }}
          >
            <Icon fontSize="small" aria-hidden />
            {t(`tab.${view}`)}
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}
