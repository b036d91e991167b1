import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useToast } from '@callboard/plugin-callboard-react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { computeSequence } from './computeSequence';
import type { Setting } from './SettingKind';
import { useSettingActions } from './useSettingActions';
import { useSettingProblem } from './useSettingProblem';

/** Moves a state to another position, one at a time, and announces it. */
export function useMoveState(): (state: Setting, index: number) => void {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { states } = useWorkProject();
  const { update } = useSettingActions('states');
  const getProblem = useSettingProblem();
  const notify = useToast();
  return (resource, index) => {
    if (update.isPending) {
      return;
    }
    const { name } = resource;
    const others = states.filter(({ id }) => id !== resource.id);
    update.mutate(
      { resource, body: { sequence: computeSequence(others, index) } },
      {
        onSuccess: () =>
          notify({
            status: 'success',
            title: t('row.moved', { name, position: String(index + 1) }),
          }),
        onError: error =>
          notify({ status: 'danger', title: getProblem(error) }),
      },
    );
  };
}
