import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ChoiceToggle } from '@callboard/plugin-callboard-react';
import ViewKanbanOutlinedIcon from '@mui/icons-material/ViewKanbanOutlined';
import ViewListOutlinedIcon from '@mui/icons-material/ViewListOutlined';
import { callboardWorkTranslationRef } from '../translation';
import type { WorkView } from './useWorkView';

const views = [
  { value: 'list', Icon: ViewListOutlinedIcon },
  { value: 'board', Icon: ViewKanbanOutlinedIcon },
] as const;

/** List or board. */
export function ViewToggle(props: {
  value: WorkView;
  onChange: (view: WorkView) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <ChoiceToggle
      label={t('tab.view')}
      value={props.value}
      choices={views.map(({ value, Icon }) => ({
        value,
        label: t(`tab.${value}`),
        icon: <Icon fontSize="small" aria-hidden />,
      }))}
      onChange={props.onChange}
    />
  );
}
