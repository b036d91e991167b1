import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AnnouncementAudience } from '@callboard/plugin-callboard-common';
import { ProjectPicker } from '@callboard/plugin-callboard-react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId, useState } from 'react';
import { DepartmentPicker } from '../organisation/staff/shared/DepartmentPicker';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';
import { RecipientsField } from './RecipientsField';

const kinds = ['everyone', 'department', 'project', 'people'] as const;

/** The form fields for an announcement's audience; undefined until one is chosen. */
export function AudienceFields(props: {
  slug: string;
  onChange: (audience: AnnouncementAudience | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const id = useId();
  const { slug, onChange } = props;
  const [kind, setKind] = useState<(typeof kinds)[number]>('everyone');
  const [chosen, setChosen] = useState<string>();
  const [recursive, setRecursive] = useState(true);
  const choose = (next: {
    kind?: typeof kind;
    chosen?: string;
    recursive?: boolean;
  }) => {
    const now = { kind, chosen, recursive, ...next };
    setKind(now.kind);
    setChosen(now.chosen);
    setRecursive(now.recursive);
    if (now.kind === 'everyone') {
      onChange({ everyone: true });
    } else if (!now.chosen) {
      onChange(undefined);
    } else if (now.kind === 'project') {
      onChange({ project_id: now.chosen });
    } else {
      onChange({ department_id: now.chosen, recursive: now.recursive });
    }
  };
  return (
    <FormControl>
      <FormLabel id={id}>{t('to.label')}</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={kind}
        onChange={(_, value) =>
          choose({ kind: value as typeof kind, chosen: undefined })
        }
      >
        {kinds.map(each => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio size="small" />}
            label={t(`to.${each}`)}
          />
        ))}
      </RadioGroup>
      {kind === 'department' && (
        <>
          <DepartmentPicker
            workspace={slug}
            label={t('form.department')}
            value={chosen}
            onChange={department => choose({ chosen: department })}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={recursive}
                onChange={(_, isOn) => choose({ recursive: isOn })}
              />
            }
            label={t('form.recursive')}
          />
        </>
      )}
      {kind === 'people' && (
        <RecipientsField
          onChange={refs => onChange(refs.length > 0 ? { refs } : undefined)}
        />
      )}
      {kind === 'project' && (
        <ProjectPicker
          slug={slug}
          value={chosen}
          onChange={project => choose({ chosen: project?.id })}
        />
      )}
    </FormControl>
  );
}
